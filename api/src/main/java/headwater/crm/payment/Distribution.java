package headwater.crm.payment;

import headwater.crm.contract.Contract;
import headwater.crm.contract.Instalment;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which instalments of locked contracts a receipt pays. Pure. */
final class Distribution {
    private final Receipt receipt;
    private final List<Contract> contracts;
    private final Violations violations;

    private record Due(Contract contract, Instalment instalment) {}

    /**
     * @param contracts those that may be paid, with their plans
     */
    Distribution(Receipt receipt, List<Contract> contracts, Violations violations) {
        this.receipt = receipt;
        this.contracts = contracts;
        this.violations = violations;
    }

    /** What is due first is paid first; what has no day yet comes last. */
    List<Portion> proposed() {
        List<Portion> portions = new ArrayList<>();
        BigDecimal left = receipt.sum().rest();
        for (Due due : dues()) {
            BigDecimal part = left.min(due.instalment().open());
            if (part.signum() > 0) {
                portions.add(new Portion(due.instalment().id(), part));
                left = left.subtract(part);
            }
        }
        return portions;
    }

    private List<Due> dues() {
        return contracts.stream()
                .filter(this::isPayable)
                .flatMap(each -> each.instalments().stream().map(part -> new Due(each, part)))
                .sorted(
                        Comparator.comparing(
                                        (Due due) -> due.instalment().dueOn(),
                                        Comparator.nullsLast(Comparator.naturalOrder()))
                                .thenComparing(due -> due.contract().id())
                                .thenComparing(due -> due.instalment().position()))
                .toList();
    }

    private boolean isPayable(Contract contract) {
        return contract.state().isPayable()
                && contract.stamp().deletedAt() == null
                && contract.accountId() == receipt.accountId()
                && contract.currency().equals(receipt.sum().settlementCurrency());
    }

    /** Adds what speaks against paying these instalments with the rest of the receipt. */
    List<Allocated> checked(List<Portion> portions, boolean allowAdvance) {
        Map<Long, BigDecimal> taken = new HashMap<>();
        List<Allocated> allocated = new ArrayList<>();
        Sum sum = receipt.sum();
        for (int i = 0; i < portions.size(); i++) {
            Portion portion = portions.get(i);
            Contract contract = check(portion, taken, "allocations", Integer.toString(i));
            if (contract != null) {
                allocated.add(
                        new Allocated(
                                contract.id(),
                                portion.instalmentId(),
                                portion.amount(),
                                sum.companyPart(portion.amount())));
                sum = sum.allocated(sum.allocated().add(portion.amount()));
            }
        }
        if (!violations.any()) {
            requireWhole(sum.rest(), allowAdvance);
        }
        return allocated;
    }

    private @Nullable Contract check(Portion portion, Map<Long, BigDecimal> taken, String... path) {
        Due due = due(portion.instalmentId());
        if (due == null) {
            violations.add(
                    Code.REFERENCE_NOT_FOUND,
                    "There is no such instalment, or you may not see it.",
                    path);
            return null;
        }
        if (!isPayable(due.contract())) {
            violations.add(
                    Code.WRONG_STATE,
                    "Contract %s cannot be paid with this receipt: it is %s, in %s; the receipt pays approved contracts of its customer in %s."
                            .formatted(
                                    due.contract().number(),
                                    due.contract().state(),
                                    due.contract().currency(),
                                    receipt.sum().settlementCurrency()),
                    path);
            return null;
        }
        BigDecimal amount = portion.amount();
        violations.invalidIf(
                amount.signum() <= 0 || amount.stripTrailingZeros().scale() > 2,
                "amount must be more than 0, with at most 2 decimals.",
                path);
        BigDecimal all = taken.merge(portion.instalmentId(), amount, BigDecimal::add);
        BigDecimal open = due.instalment().open();
        if (all.compareTo(open) > 0) {
            violations.add(
                    Code.EXCEEDS_OPEN_AMOUNT,
                    "Of instalment %d of contract %s %s %s are open."
                            .formatted(
                                    due.instalment().position(),
                                    due.contract().number(),
                                    open,
                                    due.contract().currency()),
                    path);
        }
        return due.contract();
    }

    private @Nullable Due due(long instalmentId) {
        return contracts.stream()
                .flatMap(each -> each.instalments().stream().map(part -> new Due(each, part)))
                .filter(due -> Objects.equals(due.instalment().id(), instalmentId))
                .findFirst()
                .orElse(null);
    }

    private void requireWhole(BigDecimal rest, boolean allowAdvance) {
        String currency = receipt.sum().settlementCurrency();
        if (rest.signum() < 0) {
            violations.add(
                    Code.EXCEEDS_OPEN_AMOUNT,
                    "That is %s %s more than is left of the receipt."
                            .formatted(rest.negate(), currency),
                    "allocations");
        } else if (rest.signum() > 0 && !allowAdvance) {
            violations.add(
                    Code.EXCEEDS_OPEN_AMOUNT,
                    "%s %s of the receipt would pay nothing; say allowAdvance to keep them for the customer."
                            .formatted(rest, currency),
                    "allowAdvance");
        }
    }
}
