package headwater.crm.opportunity;

import headwater.crm.identity.UserService;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What callers say of parts, checked: of opportunities and of their contracts alike. */
@Component
public class Splits {
    private final UserService users;

    Splits(UserService users) {
        this.users = users;
    }

    /** A part as a caller says it. */
    public record SplitDraft(RecordRef user, BigDecimal percent) {}

    /** The parts as the drafts mean them; what speaks against them becomes violations. */
    public List<Split> of(Viewer viewer, List<SplitDraft> drafts, Violations violations) {
        List<Split> splits = new ArrayList<>();
        Set<Long> known = new HashSet<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < drafts.size(); i++) {
            SplitDraft draft = drafts.get(i);
            String[] field = {"splits", Integer.toString(i)};
            violations.invalidIf(
                    draft.percent().signum() <= 0
                            || draft.percent().stripTrailingZeros().scale() > 2,
                    "percent must be above 0, with at most 2 decimals, but is %s."
                            .formatted(draft.percent()),
                    field);
            sum = sum.add(draft.percent());
            Long user =
                    users.find(
                            viewer,
                            draft.user(),
                            violations,
                            "splits",
                            Integer.toString(i),
                            "user");
            if (user != null) {
                violations.invalidIf(!known.add(user), "Nobody has two parts.", field);
                splits.add(new Split(user, draft.percent()));
            }
        }
        violations.invalidIf(drafts.size() > 20, "splits must be at most 20.", "splits");
        violations.invalidIf(
                !drafts.isEmpty() && sum.compareTo(Split.WHOLE) != 0,
                "The parts add up to %s percent, not to 100.".formatted(sum.toPlainString()),
                "splits");
        return splits;
    }
}
