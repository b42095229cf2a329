package headwater.crm.commission;

import headwater.crm.commission.CommissionPayout.State;
import headwater.crm.commission.PayoutRepository.Unpaid;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Pays sellers what they have earned: one person approves, another pays, neither himself. */
@Service
public class PayoutService implements RecordLoader<CommissionPayout> {
    private final PayoutRepository repository;
    private final CommissionEntryRepository ledger;
    private final UserService users;
    private final CompanyService company;
    private final Writes writes;

    /** Which, and the version that the caller's decision is based on. */
    public record Which(long id, int expectedVersion) {}

    /**
     * What a caller says of a payout.
     *
     * @param earnedUntil today when null
     */
    public record Request(
            RecordRef owner, @Nullable LocalDate earnedUntil, @Nullable String idempotencyKey) {}

    PayoutService(
            PayoutRepository repository,
            CommissionEntryRepository ledger,
            UserService users,
            CompanyService company,
            Writes writes) {
        this.repository = repository;
        this.ledger = ledger;
        this.users = users;
        this.company = company;
        this.writes = writes;
    }

    @Override
    public RecordType type() {
        return RecordType.COMMISSION_PAYOUT;
    }

    @Override
    public List<CommissionPayout> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    public Connection<CommissionPayout> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }

    /** The states of the payouts of entries that the viewer may see; none for unpaid ones. */
    public Map<Long, State> states(Viewer viewer, Set<Long> entryIds) {
        return repository.states(viewer, entryIds);
    }

    /** Approves all that somebody has earned until a day and that no payout names. */
    public CommissionPayout approve(Viewer viewer, Request request) {
        viewer.require(Permission.COMMISSION_PAY);
        return writes.transactions()
                .write(
                        viewer,
                        () ->
                                get(
                                        viewer,
                                        writes.idempotency()
                                                .once(
                                                        viewer,
                                                        request.idempotencyKey(),
                                                        "createCommissionPayout",
                                                        request,
                                                        () -> insert(viewer, request))));
    }

    private long insert(Viewer viewer, Request request) {
        var violations = new Violations();
        Company settings = company.company();
        Instant now = writes.time().now();
        LocalDate today = settings.dayOf(now);
        LocalDate until = Objects.requireNonNullElse(request.earnedUntil(), today);
        violations.invalidIf(
                until.isAfter(today),
                "earnedUntil, %s, lies in the future.".formatted(until),
                "earnedUntil");
        Long owner = users.find(viewer, request.owner(), violations, "owner");
        if (owner != null && owner.equals(viewer.userId())) {
            violations.add(
                    Code.NOT_PERMITTED, "Nobody decides about his own commissions.", "owner");
        }
        violations.refuse();
        long seller = Violations.present(owner);
        ledger.lockLedger(viewer, seller);
        List<Unpaid> unpaid =
                repository.unpaid(
                        viewer,
                        seller,
                        until.plusDays(1).atStartOfDay(settings.zone()).toInstant());
        BigDecimal amount =
                unpaid.stream().map(Unpaid::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (amount.signum() <= 0) {
            violations.add(
                    Code.WRONG_STATE,
                    "Nothing is to be paid until %s: what was earned and not paid comes to %s %s."
                            .formatted(until, amount, settings.currency()),
                    "owner");
        }
        violations.refuse();
        long id =
                repository.insert(
                        viewer,
                        new CommissionPayout(
                                0,
                                seller,
                                until,
                                amount,
                                settings.currency(),
                                State.APPROVED,
                                null,
                                null,
                                null,
                                Stamp.fresh(now, now, viewer.userId())),
                        now);
        repository.pay(viewer, id, unpaid);
        return id;
    }

    /**
     * It was paid.
     *
     * @param paidOn today when null
     */
    public CommissionPayout paid(
            Viewer viewer, Which which, @Nullable LocalDate paidOn, @Nullable String reference) {
        return close(
                viewer,
                which,
                State.PAID,
                (payout, violations) -> {
                    LocalDate today = company.company().dayOf(writes.time().now());
                    violations.limit(reference, "reference");
                    violations.invalidIf(
                            paidOn != null && paidOn.isAfter(today),
                            "paidOn, %s, lies in the future.".formatted(paidOn),
                            "paidOn");
                    return payout.closed(
                            State.PAID,
                            Objects.requireNonNullElse(paidOn, today),
                            reference,
                            viewer.userId());
                });
    }

    /** It does not count; its entries are to be paid by another. */
    public CommissionPayout invalidate(Viewer viewer, Which which, String reason) {
        return close(
                viewer,
                which,
                State.VOID,
                (payout, violations) -> {
                    violations.requireText(reason, "reason");
                    return payout.closed(State.VOID, null, reason, viewer.userId());
                });
    }

    private interface Closing {
        CommissionPayout of(CommissionPayout payout, Violations violations);
    }

    private CommissionPayout close(Viewer viewer, Which which, State as, Closing closing) {
        viewer.require(Permission.COMMISSION_PAY);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            CommissionPayout before = repository.locked(viewer, which.id());
                            if (before == null) {
                                throw new NotFound(type().encode(which.id()));
                            }
                            var violations = new Violations();
                            before.requireApproved(violations);
                            before.requireAnother(viewer.userId(), as, violations);
                            CommissionPayout after = closing.of(before, violations);
                            violations.refuse();
                            repository.update(
                                    viewer.asSystem(),
                                    after,
                                    which.expectedVersion(),
                                    writes.time().now());
                            if (as == State.VOID) {
                                repository.release(viewer, before.id());
                            }
                            return get(viewer, before.id());
                        });
    }

    private CommissionPayout get(Viewer viewer, long id) {
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(type().encode(id)));
    }
}
