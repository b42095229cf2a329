package headwater.crm.lead;

import headwater.crm.company.CompanyService;
import headwater.crm.identity.UserService;
import headwater.crm.lead.LeadChange.Kind;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Stores leads together with what happened to them. */
@Component
class LeadWriter {
    private final LeadRepository repository;
    private final LeadHistoryRepository history;
    private final UserService users;
    private final CompanyService company;
    private final BusinessTime time;

    LeadWriter(
            LeadRepository repository,
            LeadHistoryRepository history,
            UserService users,
            CompanyService company,
            BusinessTime time) {
        this.repository = repository;
        this.history = history;
        this.users = users;
        this.company = company;
        this.time = time;
    }

    /**
     * The newest state of a lead, which nobody else changes until the transaction ends.
     *
     * @throws NotFound if it does not exist, or the viewer may not see it
     */
    Lead lock(Viewer viewer, long id) {
        Lead lead = repository.locked(viewer, id);
        if (lead == null) {
            throw new NotFound(RecordType.LEAD.encode(id));
        }
        return lead;
    }

    void store(
            Viewer viewer,
            Lead after,
            int expectedVersion,
            Kind kind,
            Instant at,
            @Nullable String reason) {
        repository.update(viewer, after, expectedVersion, time.now());
        append(viewer, after, kind, at, reason);
    }

    /** Without a change that analytics count. */
    void store(Viewer viewer, Lead after, int expectedVersion) {
        repository.update(viewer, after, expectedVersion, time.now());
    }

    void append(Viewer viewer, Lead after, Kind kind, Instant at, @Nullable String reason) {
        Long owner = after.ownerId();
        Long team = owner == null ? null : users.teamOn(viewer, owner, company.company().dayOf(at));
        history.append(viewer, after, kind, at, team, reason, time.now());
    }

    List<LeadChange> changes(Viewer viewer, Set<Long> leadIds) {
        return history.changes(viewer, leadIds);
    }

    List<LeadTouch> touches(Viewer viewer, Set<Long> leadIds) {
        return history.touches(viewer, leadIds);
    }

    /**
     * The first touch of a lead of which no more is known; a request that comes twice adds none.
     */
    void touchOnce(Viewer viewer, Lead lead) {
        if (history.touches(viewer, Set.of(lead.id())).isEmpty()) {
            touch(
                    viewer,
                    new LeadTouch(
                            0,
                            lead.id(),
                            lead.createdAt(),
                            lead.sourceId(),
                            lead.campaignId(),
                            null,
                            null,
                            null));
        }
    }

    void touch(Viewer viewer, LeadTouch touch) {
        history.touch(viewer, touch, time.now());
    }
}
