package headwater.crm.pool;

import headwater.crm.absence.Absences;
import headwater.crm.calendar.WorkingTime;
import headwater.crm.calendar.WorkingTimes;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pool.Poolable.Fit;
import headwater.crm.pool.RecycleRule.Trigger;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** When records go to their pools, by the rules of the pool of their owner. SPEC C1. */
@Component
class RecycleDues {
    /** SPEC C1: leave puts off the pool by so many working days at most. */
    private static final int MOST_LEAVE = 15;

    /** Whoever has locked a record has so many days after that, with the warnings they bring. */
    private static final int AFTER_LOCK = 3;

    private final PoolRepository pools;
    private final CompanyService company;
    private final WorkingTimes times;
    private final Absences absences;
    private final UserService users;
    private final BusinessTime time;

    RecycleDues(
            PoolRepository pools,
            CompanyService company,
            WorkingTimes times,
            Absences absences,
            UserService users,
            BusinessTime time) {
        this.pools = pools;
        this.company = company;
        this.times = times;
        this.absences = absences;
        this.users = users;
        this.time = time;
    }

    /** All pools that somebody belongs to, the closest first. */
    List<Long> poolsOf(Viewer viewer, RecordType type, long ownerId) {
        return pools.ofOwner(viewer, type, ownerId, company.company().dayOf(time.now()));
    }

    /** For records of a kind, as rules, people and leave stand now. */
    Count count(Viewer viewer, RecordType type) {
        return new Count(viewer, type);
    }

    /** What was asked for one record is remembered for the next. */
    final class Count {
        private final Viewer viewer;
        private final RecordType type;
        private final Company settings = company.company();
        private final WorkingTime working = times.ofCompany();
        private final Map<Long, Optional<Long>> poolOf = new HashMap<>();
        private final Map<Long, List<RecycleRule>> rulesOf = new HashMap<>();
        private final Map<Long, Boolean> active = new HashMap<>();
        private final Map<Away, Integer> leave = new HashMap<>();

        private record Away(long owner, LocalDate from, LocalDate to) {}

        private Count(Viewer viewer, RecordType type) {
            this.viewer = viewer;
            this.type = type;
        }

        /** Of a record that somebody owns; never for one in a pool. */
        RecycleDue due(Fit fit, Holding holding) {
            Long owner = holding.ownerId();
            if (owner == null) {
                return RecycleDue.NEVER;
            }
            List<RecycleRule> rules =
                    rules(owner).stream()
                            .filter(rule -> rule.fits(fit.grade(), fit.sourceId()))
                            .toList();
            RecycleDue left = ownerLeft(owner, rules, holding);
            if (left != null) {
                return left;
            }
            Instant locked = holding.lockedUntil();
            if (locked != null && locked.isAfter(time.now())) {
                return RecycleDue.NEVER;
            }
            return rules.stream()
                    .filter(rule -> rule.speaksOf(fit.agreement()))
                    .findFirst()
                    .map(rule -> due(rule, owner, fit, holding))
                    .orElse(RecycleDue.NEVER);
        }

        /** Who has left holds nothing any more, not even what he had locked. */
        private @Nullable RecycleDue ownerLeft(
                long owner, List<RecycleRule> rules, Holding holding) {
            for (RecycleRule rule : rules) {
                if (rule.trigger() == Trigger.OWNER_DISABLED && !isActive(owner)) {
                    boolean isKnown = Objects.equals(holding.recycleRuleId(), rule.id());
                    Instant known = isKnown ? holding.recycleDueAt() : null;
                    return new RecycleDue(known == null ? time.now() : known, rule.id());
                }
            }
            return null;
        }

        private RecycleDue due(RecycleRule rule, long owner, Fit fit, Holding holding) {
            LocalDate owned = settings.dayOf(Objects.requireNonNull(holding.ownedSince()));
            Instant last = holding.lastEffectiveFollowupAt();
            LocalDate followedUp = last == null ? null : settings.dayOf(last);
            LocalDate due =
                    rule.dueOn(
                            owned,
                            followedUp,
                            holding.extensions(),
                            fit.agreement(),
                            rule.workingDays() ? working::addWorkingDays : LocalDate::plusDays);
            if (due == null) {
                return RecycleDue.NEVER;
            }
            LocalDate after = afterLeave(owner, rule.countsFrom(owned, followedUp), due);
            Instant unlocked = holding.unlockedAt();
            LocalDate safe =
                    unlocked == null ? after : settings.dayOf(unlocked).plusDays(AFTER_LOCK);
            LocalDate day = safe.isAfter(after) ? safe : after;
            return new RecycleDue(
                    day.plusDays(1).atStartOfDay(settings.zone()).toInstant(), rule.id());
        }

        /** Who was on leave has those working days more, but not without end. */
        private LocalDate afterLeave(long owner, LocalDate from, LocalDate due) {
            int days =
                    leave.computeIfAbsent(
                            new Away(owner, from, due),
                            away -> absences.workingDaysOfApprovedLeave(owner, from, due));
            return working.addWorkingDays(due, Math.min(days, MOST_LEAVE));
        }

        private List<RecycleRule> rules(long owner) {
            Optional<Long> pool =
                    poolOf.computeIfAbsent(
                            owner, key -> poolsOf(viewer, type, key).stream().findFirst());
            return pool.isEmpty()
                    ? List.of()
                    : rulesOf.computeIfAbsent(pool.get(), key -> pools.rules(viewer, Set.of(key)));
        }

        private boolean isActive(long owner) {
            return active.computeIfAbsent(owner, key -> users.isActive(viewer, key));
        }
    }
}
