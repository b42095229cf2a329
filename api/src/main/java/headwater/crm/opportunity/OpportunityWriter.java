package headwater.crm.opportunity;

import headwater.crm.company.Company;
import headwater.crm.identity.UserService;
import headwater.crm.opportunity.OpportunityChange.Kind;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pipeline.Stage;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Stores what became of an opportunity together with the rows of its history: never one without the
 * other.
 */
@Component
class OpportunityWriter {
    private final OpportunityRepository repository;
    private final OpportunityChangeRepository changes;
    private final UserService users;
    private final BusinessTime time;
    private final List<OwnerFollower> followers;

    OpportunityWriter(
            OpportunityRepository repository,
            OpportunityChangeRepository changes,
            UserService users,
            BusinessTime time,
            List<OwnerFollower> followers) {
        this.repository = repository;
        this.changes = changes;
        this.users = users;
        this.time = time;
        this.followers = followers;
    }

    /**
     * @throws NotFound if there is no such opportunity, or the viewer may not see it
     */
    Opportunity load(Viewer viewer, long id) {
        return repository.byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.OPPORTUNITY.encode(id)));
    }

    /**
     * Now, or the business instant given; never before the last change unless the caller says so.
     */
    Instant instant(
            Viewer viewer, @Nullable Instant given, Opportunity before, Violations violations) {
        time.check(viewer, given, violations, "at");
        if (given != null) {
            return given;
        }
        Instant now = time.now();
        // The clocks of two processes may differ a little; history must not run backward for it.
        return now.isBefore(before.lastChangeAt()) ? before.lastChangeAt() : now;
    }

    /**
     * Why, and by which rules, an opportunity came into the stage that it stands in after a change.
     */
    record Note(Stage stage, @Nullable String reason, Judgement judged) {
        Note(Stage stage, @Nullable String reason) {
            this(stage, reason, Judgement.NONE);
        }
    }

    Opportunity insert(Viewer viewer, Opportunity opportunity, Note note, Company company) {
        Instant now = time.now();
        long id = repository.insert(viewer, opportunity, now);
        var builder = new OpportunityBuilder(opportunity);
        builder.id = id;
        Opportunity stored = builder.build();
        changes.append(
                viewer,
                stored,
                Kind.CREATED,
                note.stage(),
                team(viewer, stored, company),
                note.reason(),
                note.judged(),
                now);
        return stored;
    }

    /**
     * @param kinds one row of history each, all at the same instant and with the final values
     */
    void store(
            Viewer viewer,
            Opportunity after,
            int expectedVersion,
            List<Kind> kinds,
            Note note,
            Instant at,
            Company company) {
        Instant now = time.now();
        Opportunity last = after;
        for (int i = 0; i < kinds.size(); i++) {
            last = last.changed(at);
        }
        repository.update(viewer, last, expectedVersion, now);
        if (kinds.isEmpty()) {
            return;
        }
        Long team = team(viewer, last, company);
        Opportunity step = after;
        for (Kind kind : kinds) {
            step = step.changed(at);
            changes.append(
                    viewer, step, kind, note.stage(), team, note.reason(), note.judged(), now);
        }
        if (kinds.contains(Kind.OWNER)) {
            followers.forEach(each -> each.ownerChanged(viewer, after.id(), after.ownerId(), now));
        }
    }

    /** Into the recycle bin, or out of it. */
    void markDeleted(
            Viewer viewer,
            Opportunity before,
            int expectedVersion,
            Kind kind,
            Stage stage,
            Company company) {
        Instant now = time.now();
        Instant at = instant(viewer, null, before, new Violations());
        Opportunity after = before.changed(at);
        repository.markDeleted(
                viewer, after, expectedVersion, kind == Kind.DELETED ? now : null, now);
        changes.append(
                viewer,
                after,
                kind,
                stage,
                team(viewer, after, company),
                null,
                Judgement.NONE,
                now);
    }

    private @Nullable Long team(Viewer viewer, Opportunity opportunity, Company company) {
        return users.teamOn(
                viewer, opportunity.ownerId(), company.dayOf(opportunity.lastChangeAt()));
    }
}
