package headwater.crm.persistence;

import org.springframework.stereotype.Component;

/**
 * What every change needs: a transaction that says who, the first result of a request that comes
 * twice, and the time.
 */
@Component
public record Writes(Transactions transactions, Idempotency idempotency, BusinessTime time) {}
