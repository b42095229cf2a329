package headwater.crm.contract;

import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** When a contract's amount is paid. */
final class Plan {
    static final BigDecimal TOLERANCE = new BigDecimal("0.01");
    static final int MOST_INSTALMENTS = 100;

    private Plan() {}

    static BigDecimal total(List<Instalment> plan) {
        return plan.stream().map(Instalment::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * The plan that drafts describe. Those that name an instalment of the plan before take its
     * place and keep what is paid of it; what has been paid or waived does not go away.
     */
    static List<Instalment> of(
            List<InstalmentDraft> drafts, List<Instalment> before, Violations violations) {
        Map<Long, Instalment> known = new HashMap<>();
        before.forEach(instalment -> known.put(instalment.id(), instalment));
        List<Instalment> plan = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            InstalmentDraft draft = drafts.get(i);
            String[] path = {"instalments", Integer.toString(i)};
            Instalment replaced = null;
            if (draft.id() != null) {
                replaced = known.remove(RecordType.INSTALMENT.decode(draft.id()));
                if (replaced == null) {
                    violations.add(
                            Code.REFERENCE_NOT_FOUND,
                            "The contract has no other instalment %s.".formatted(draft.id()),
                            path);
                }
            }
            plan.add(drafted(draft, i + 1, replaced));
            requireRoom(plan.getLast(), violations, path);
        }
        Set<String> lost =
                known.values().stream()
                        .filter(Instalment::isTouched)
                        .map(each -> RecordType.INSTALMENT.encode(each.id()))
                        .collect(Collectors.toSet());
        if (!lost.isEmpty()) {
            violations.add(
                    Code.WRONG_STATE,
                    "These instalments are paid or waived at least in part and must stay: %s."
                            .formatted(lost),
                    "instalments");
        }
        return plan;
    }

    private static Instalment drafted(
            InstalmentDraft draft, int position, @Nullable Instalment replaced) {
        return new Instalment(
                replaced == null ? 0 : replaced.id(),
                position,
                draft.name(),
                draft.trigger(),
                due(draft, replaced),
                draft.milestone(),
                draft.offset(),
                draft.amount(),
                replaced == null ? BigDecimal.ZERO : replaced.waived(),
                replaced == null ? null : replaced.waiveReason(),
                replaced == null ? BigDecimal.ZERO : replaced.paid());
    }

    /** A milestone that was reached stays reached. */
    private static @Nullable LocalDate due(InstalmentDraft draft, @Nullable Instalment replaced) {
        if (draft.dueOn() != null || replaced == null || replaced.dueOn() == null) {
            return draft.dueOn();
        }
        return Objects.equals(draft.milestone(), replaced.milestone())
                ? replaced.dueOn().plusDays((long) draft.offset() - replaced.offsetDays())
                : null;
    }

    private static void requireRoom(Instalment next, Violations violations, String... path) {
        if (next.open().signum() < 0) {
            violations.add(
                    Code.INVALID,
                    "Of this instalment %s are paid and %s waived; it cannot come to %s."
                            .formatted(next.paid(), next.waived(), next.amount()),
                    path);
        }
    }
}
