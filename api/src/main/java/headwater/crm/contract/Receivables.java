package headwater.crm.contract;

import java.math.BigDecimal;

/** What is owed in one currency, by how many days it is overdue. */
public record Receivables(
        String currency,
        BigDecimal notDue,
        BigDecimal upTo30,
        BigDecimal upTo60,
        BigDecimal upTo90,
        BigDecimal above90) {}
