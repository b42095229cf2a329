package headwater.crm.commission;

import headwater.crm.Company;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A day has one plan, so that all tests share today's. */
public final class Plans {
    private Plans() {}

    /** 3 % up to 100,000, 5 % up to 300,000, 8 % above. */
    public static void today(Company company) {
        from(company, LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
    }

    /** One that is there already stays. */
    static void from(Company company, String day) {
        Company.mutate(
                company.admin(),
                "createCommissionPlan",
                Map.of(
                        "name", "标准提成",
                        "period", "MONTH",
                        "method", "TIER_MARGINAL",
                        "effectiveFrom", day,
                        "tiers",
                                List.of(
                                        Map.of("from", "0", "rate", "3"),
                                        Map.of("from", "100000", "rate", "5"),
                                        Map.of("from", "300000", "rate", "8"))),
                "commissionPlan { id }");
    }
}
