/**
 * Life of the stream: one process at a time, the decision whether it may go on, Debezium's engine,
 * and the handler that writes and then acknowledges.
 *
 * <p>Delivery is at least once into ClickHouse. If this process dies
 *
 * <ul>
 *   <li>before rows are written: PostgreSQL's slot still holds them, they come again;
 *   <li>between rows and watermark: they come again and are the same rows, by version and sort key;
 *   <li>between watermark and acknowledgement: the same;
 *   <li>after the acknowledgement: nothing comes again, and nothing is missing.
 * </ul>
 *
 * <p>Invariant: the slot's confirmed position never passes the durable watermark. Nothing here may
 * throw Kafka's RetriableException: the engine would go on with the next batch and lose this one.
 */
@NullMarked
package headwater.cdc.capture;

import org.jspecify.annotations.NullMarked;
