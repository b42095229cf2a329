package headwater.crm.absence;

import headwater.crm.absence.AbsenceDraft.Instants;
import headwater.crm.company.CompanyService;
import headwater.crm.identity.UserService;
import headwater.crm.permission.FieldWrites;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * Absences: everybody enters his own, whoever stands above him approves them; administrators do
 * either for everybody.
 */
@Service
public class AbsenceService implements RecordLoader<Absence> {
    private final AbsenceRepository repository;
    private final UserService users;
    private final CompanyService company;
    private final Writes writes;

    AbsenceService(
            AbsenceRepository repository,
            UserService users,
            CompanyService company,
            Writes writes) {
        this.repository = repository;
        this.users = users;
        this.company = company;
        this.writes = writes;
    }

    @Override
    public RecordType type() {
        return RecordType.ABSENCE;
    }

    public Connection<Absence> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }

    @Override
    public List<Absence> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    public Absence create(Viewer viewer, AbsenceDraft draft) {
        return writes.transactions()
                .write(
                        viewer,
                        () ->
                                get(
                                        viewer,
                                        writes.idempotency()
                                                .once(
                                                        viewer,
                                                        draft.idempotencyKey(),
                                                        "createAbsence",
                                                        draft,
                                                        () -> insert(viewer, draft))));
    }

    private long insert(Viewer viewer, AbsenceDraft draft) {
        var violations = new Violations();
        Instant now = writes.time().now();
        ZoneId zone = company.company().zone();
        Instants period = draft.period().in(zone);
        period.validate(zone, violations);
        violations.limit(draft.reason(), "reason");
        new FieldWrites(viewer, type(), violations).check(draft);
        Long user = user(viewer, draft, violations);
        violations.refuse();
        long person = Violations.present(user);
        boolean others = !isOneself(viewer, person);
        if (others && !isSuperior(viewer, person)) {
            violations.add(
                    Code.NOT_PERMITTED,
                    "Only administrators and those above a person enter absences for him.",
                    "user");
            violations.refuse();
        }
        refuseOverlap(viewer, person, period, violations);
        return repository.insert(
                viewer,
                new Absence(
                        0,
                        person,
                        period.from(),
                        period.to(),
                        draft.reason(),
                        others ? now : null,
                        others ? viewer.userId() : null,
                        null,
                        null,
                        Stamp.fresh(now, now, viewer.userId())),
                now);
    }

    private @Nullable Long user(Viewer viewer, AbsenceDraft draft, Violations violations) {
        if (draft.user() != null) {
            return users.find(viewer, draft.user(), violations, "user");
        }
        if (viewer.userId() == null) {
            violations.add(Code.REQUIRED, "user must be named.", "user");
        }
        return viewer.userId();
    }

    private void refuseOverlap(Viewer viewer, long person, Instants period, Violations violations) {
        Absence other = repository.standing(viewer, person, period);
        if (other != null) {
            violations.add(
                    Code.TAKEN,
                    "There is an absence from %s to %s already, %s; cancel it first."
                            .formatted(
                                    other.startsAt(),
                                    other.endsAt(),
                                    RecordType.ABSENCE.encode(other.id())),
                    "period");
            violations.refuse();
        }
    }

    public Absence approve(Viewer viewer, long id, int expectedVersion) {
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Absence before = get(viewer, id);
                            var violations = new Violations();
                            if (isOneself(viewer, before.userId())
                                    && !viewer.may(Permission.ADMINISTER)) {
                                violations.add(
                                        Code.NOT_PERMITTED,
                                        "Somebody above you approves your absence.",
                                        "id");
                            }
                            requireStanding(before, violations);
                            if (before.approvedAt() != null) {
                                violations.add(
                                        Code.WRONG_STATE, "The absence is approved already.", "id");
                            }
                            violations.refuse();
                            Instant now = writes.time().now();
                            return stored(
                                    viewer, approved(before, now, viewer), expectedVersion, now);
                        });
    }

    public Absence cancel(Viewer viewer, long id, int expectedVersion) {
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Absence before = get(viewer, id);
                            Instant now = writes.time().now();
                            var violations = new Violations();
                            requireStanding(before, violations);
                            if (!before.endsAt().isAfter(now)
                                    && !viewer.may(Permission.ADMINISTER)) {
                                violations.add(
                                        Code.WRONG_STATE,
                                        "The absence is over; only administrators still cancel it.",
                                        "id");
                            }
                            violations.refuse();
                            return stored(
                                    viewer, cancelled(before, now, viewer), expectedVersion, now);
                        });
    }

    private static void requireStanding(Absence absence, Violations violations) {
        if (absence.cancelledAt() != null) {
            violations.add(Code.WRONG_STATE, "The absence was cancelled.", "id");
        }
    }

    private Absence stored(Viewer viewer, Absence absence, int expectedVersion, Instant now) {
        repository.update(viewer, absence, expectedVersion, now);
        return get(viewer, absence.id());
    }

    private static Absence approved(Absence before, Instant at, Viewer by) {
        return new Absence(
                before.id(),
                before.userId(),
                before.startsAt(),
                before.endsAt(),
                before.reason(),
                at,
                by.userId(),
                before.cancelledAt(),
                before.cancelledById(),
                before.stamp());
    }

    private static Absence cancelled(Absence before, Instant at, Viewer by) {
        return new Absence(
                before.id(),
                before.userId(),
                before.startsAt(),
                before.endsAt(),
                before.reason(),
                before.approvedAt(),
                before.approvedById(),
                at,
                by.userId(),
                before.stamp());
    }

    private boolean isSuperior(Viewer viewer, long person) {
        return viewer.may(Permission.ADMINISTER) || repository.isBelow(viewer, person);
    }

    private static boolean isOneself(Viewer viewer, long person) {
        return viewer.userId() != null && viewer.userId() == person;
    }

    private Absence get(Viewer viewer, long id) {
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.ABSENCE.encode(id)));
    }
}
