package headwater.crm.job;

import java.time.Duration;

/**
 * Work that is looked for again and again. What is due stands in a column with an index; a job
 * takes it by FOR UPDATE SKIP LOCKED, and may be stopped at any time.
 *
 * @param name in the log and in internal.scheduled_task; stays the same for ever
 * @param every from the end of one run to the beginning of the next
 */
public record Job(String name, Duration every, Runnable work) {}
