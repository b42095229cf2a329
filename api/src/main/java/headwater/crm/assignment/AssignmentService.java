package headwater.crm.assignment;

import headwater.crm.absence.Absences;
import headwater.crm.assignment.AssignmentRepository.Made;
import headwater.crm.assignment.AssignmentRule.Strategy;
import headwater.crm.assignment.Decision.Outcome;
import headwater.crm.assignment.Decision.PassedOver;
import headwater.crm.assignment.Decision.Reason;
import headwater.crm.assignment.Decision.Step;
import headwater.crm.calendar.WorkingTimes;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pool.Handover;
import headwater.crm.pool.HoldingService;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides who gets a new lead, at the moment it comes in. One of somebody's customer is his, if he
 * is there; of others the rules are asked in order, and the first that fits and has somebody free
 * decides.
 */
@Service
public class AssignmentService {
    /** How many more people are given a lead to which the first has not turned. */
    private static final int MOST_HOPS = 2;

    private final AssignmentRuleRepository rules;
    private final AssignmentRepository repository;
    private final HoldingService holdings;
    private final Handover handover;
    private final Absences absences;
    private final WorkingTimes times;
    private final UserService users;
    private final CompanyService company;
    private final BusinessTime time;

    AssignmentService(
            AssignmentRuleRepository rules,
            AssignmentRepository repository,
            HoldingService holdings,
            Handover handover,
            Absences absences,
            WorkingTimes times,
            UserService users,
            CompanyService company,
            BusinessTime time) {
        this.rules = rules;
        this.repository = repository;
        this.holdings = holdings;
        this.handover = handover;
        this.absences = absences;
        this.times = times;
        this.users = users;
        this.company = company;
        this.time = time;
    }

    /**
     * Runs inside the transaction that makes the lead; {@link #record} follows once it is there.
     */
    public Decision decide(Viewer viewer, Enquiry enquiry) {
        Instant now = time.now();
        Long known = enquiry.customerOwnerId();
        if (known != null
                && users.isActive(viewer, known)
                && !absences.absentUserIds(now).contains(known)) {
            // Whose customer it is comes before any rule.
            return new Decision(now, null, null, Strategy.STICKY, known, null, null, List.of());
        }
        List<Step> steps = new ArrayList<>();
        for (AssignmentRule rule : rules.active(viewer)) {
            if (!rule.conditions().hold(enquiry)) {
                steps.add(new Step(rule.id(), rule.name(), Outcome.DOES_NOT_FIT, List.of()));
                continue;
            }
            if (rule.inWorkingTime() && !times.ofCompany().isOpenAt(now)) {
                steps.add(new Step(rule.id(), rule.name(), Outcome.RESTS, List.of()));
                continue;
            }
            Decision decision = decide(viewer, rule, enquiry, now, steps);
            if (decision.isMade()) {
                return decision;
            }
        }
        return new Decision(now, null, null, null, null, null, null, steps);
    }

    private Decision decide(
            Viewer viewer, AssignmentRule rule, Enquiry enquiry, Instant now, List<Step> steps) {
        String turnOf =
                rule.strategy() == Strategy.REGION_MAP
                        ? Objects.requireNonNullElse(enquiry.region(), "")
                        : "";
        Turn turn = repository.lockTurn(viewer, rule.id(), turnOf);
        Company settings = company.company();
        LocalDate today = settings.dayOf(now);
        Instant midnight = today.atStartOfDay(settings.zone()).toInstant();
        Set<Long> absent = absences.absentUserIds(now);
        List<PassedOver> passedOver = new ArrayList<>();
        List<Candidate> free = new ArrayList<>();
        for (Candidate each : repository.candidates(viewer, rule.id(), today, midnight)) {
            Reason reason =
                    absent.contains(each.userId()) ? Reason.ABSENT : notFree(rule, enquiry, each);
            if (reason == null) {
                free.add(each);
            } else {
                passedOver.add(new PassedOver(each.userId(), reason));
            }
        }
        while (!free.isEmpty()) {
            Turn.Choice choice = turn.choose(rule.strategy(), free);
            long user = choice.candidate().userId();
            // Others may give him records at this moment: his limit is looked at under its lock.
            if (rule.holdLimit() == null
                    || holdings.hasRoom(viewer, RecordType.LEAD, user, rule.holdLimit())) {
                free.stream()
                        .filter(each -> each.userId() != user)
                        .forEach(
                                each ->
                                        passedOver.add(
                                                new PassedOver(
                                                        each.userId(), Reason.NOT_HIS_TURN)));
                steps.add(new Step(rule.id(), rule.name(), Outcome.DECIDED, passedOver));
                repository.store(viewer, rule.id(), turnOf, choice.next());
                return made(rule, now, user, null, steps);
            }
            free.removeIf(each -> each.userId() == user);
            passedOver.add(new PassedOver(user, Reason.HOLD_LIMIT));
        }
        return nobody(rule, now, steps, passedOver);
    }

    /**
     * Who gets a lead next to which nobody has turned in time: the next one that its rule finds, at
     * most twice; then nobody.
     */
    public Decision decideAgain(Viewer viewer, long ruleId, Enquiry enquiry) {
        Instant now = time.now();
        AssignmentRule rule =
                rules.active(viewer).stream()
                        .filter(each -> each.id() == ruleId)
                        .findFirst()
                        .orElse(null);
        if (rule == null) {
            return new Decision(now, null, null, null, null, null, null, List.of());
        }
        if (enquiry.asked().size() <= MOST_HOPS) {
            return decide(viewer, rule, enquiry, now, new ArrayList<>());
        }
        List<PassedOver> silent =
                enquiry.asked().stream()
                        .map(user -> new PassedOver(user, Reason.NO_RESPONSE))
                        .toList();
        return nobody(rule, now, new ArrayList<>(), silent);
    }

    private Decision nobody(
            AssignmentRule rule, Instant now, List<Step> steps, List<PassedOver> passedOver) {
        Long pool = rule.fallbackPoolId();
        Outcome outcome = pool == null ? Outcome.NOBODY_FREE : Outcome.FALLBACK_POOL;
        steps.add(new Step(rule.id(), rule.name(), outcome, passedOver));
        return made(rule, now, null, pool, steps);
    }

    private Decision made(
            AssignmentRule rule,
            Instant now,
            @Nullable Long user,
            @Nullable Long pool,
            List<Step> steps) {
        Integer minutes = user == null ? null : rule.firstResponseMinutes();
        return new Decision(
                now,
                rule.id(),
                rule.stamp().version(),
                rule.strategy(),
                user,
                pool,
                minutes == null ? null : times.ofCompany().addBusiness(now, minutes * 60L),
                steps);
    }

    private static @Nullable Reason notFree(
            AssignmentRule rule, Enquiry enquiry, Candidate candidate) {
        if (enquiry.asked().contains(candidate.userId())) {
            return Reason.NO_RESPONSE;
        }
        if (!candidate.active()) {
            return Reason.INACTIVE;
        }
        if (rule.strategy() == Strategy.STICKY
                && !Objects.equals(enquiry.customerOwnerId(), candidate.userId())) {
            return Reason.NOT_THE_CUSTOMERS_OWNER;
        }
        if (rule.strategy() == Strategy.REGION_MAP
                && !candidate.regions().isEmpty()
                && !candidate.regions().contains(enquiry.region())) {
            return Reason.OTHER_REGION;
        }
        if (rule.holdLimit() != null && candidate.holding() >= rule.holdLimit()) {
            return Reason.HOLD_LIMIT;
        }
        return rule.dailyQuota() != null && candidate.givenToday() >= rule.dailyQuota()
                ? Reason.DAILY_QUOTA
                : null;
    }

    /** Keeps why, and lets a customer that lies in a pool go with his enquiry. */
    public void record(Viewer viewer, long leadId, Enquiry enquiry, Decision decision) {
        repository.store(viewer, leadId, decision, time.now());
        if (decision.respondBy() != null) {
            repository.await(viewer, leadId, decision, enquiry.asked());
        }
        Long customer = enquiry.customerId();
        Long user = decision.userId();
        if (customer != null && enquiry.customerOwnerId() == null && user != null) {
            handover.follow(
                    viewer,
                    RecordType.ACCOUNT,
                    customer,
                    user,
                    "with " + RecordType.LEAD.encode(leadId));
        }
    }

    /** Leads whose owner has not been known to turn to them in time; locked, others passed over. */
    public List<Awaited> overdue(Viewer job, int limit) {
        return repository.overdue(job, time.now(), limit);
    }

    /** A lead that waits for a first response no more. */
    public void settled(Viewer viewer, long leadId) {
        repository.settle(viewer, leadId);
    }

    /** By lead that the viewer has read already, oldest first. */
    public Map<Long, List<Decision>> decisions(Viewer viewer, Set<Long> leadIds) {
        return repository.decisions(viewer, leadIds).stream()
                .collect(
                        Collectors.groupingBy(
                                Made::leadId,
                                Collectors.mapping(Made::decision, Collectors.toList())));
    }
}
