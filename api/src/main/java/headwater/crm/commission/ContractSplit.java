package headwater.crm.commission;

import headwater.crm.commission.CommissionPlan.Basis;
import headwater.crm.opportunity.Split;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A seller's part in a contract.
 *
 * @param percent the parts of a contract add up to 100
 * @param basis what brings him his commission of this contract: his plan's when it was approved
 */
public record ContractSplit(long contractId, long userId, BigDecimal percent, Basis basis) {
    /** An amount in parts, rounded half up to 0.01; the largest part takes what is left over. */
    static Map<ContractSplit, BigDecimal> divide(BigDecimal amount, List<ContractSplit> splits) {
        ContractSplit largest =
                splits.stream().max(Comparator.comparing(ContractSplit::percent)).orElseThrow();
        Map<ContractSplit, BigDecimal> parts = new LinkedHashMap<>();
        BigDecimal left = amount;
        for (ContractSplit split : splits) {
            BigDecimal part =
                    amount.multiply(split.percent()).divide(Split.WHOLE, 2, RoundingMode.HALF_UP);
            parts.put(split, part);
            left = left.subtract(part);
        }
        parts.merge(largest, left, BigDecimal::add);
        return parts;
    }
}
