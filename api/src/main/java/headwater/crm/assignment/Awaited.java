package headwater.crm.assignment;

import java.time.Instant;
import java.util.List;

/**
 * A lead that waits for somebody to turn to it.
 *
 * @param ruleId which gave it to him
 * @param asked who has been given it, in order; the last one has it now
 */
public record Awaited(long leadId, long ruleId, Instant since, List<Long> asked) {}
