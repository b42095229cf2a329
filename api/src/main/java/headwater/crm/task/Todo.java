package headwater.crm.task;

import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a rule asks of somebody.
 *
 * @param key of this very to-do for ever: raised again, it is left as it is
 * @param title Chinese, then English
 * @param mandatory whether a stage cannot be left before it is done or waived
 */
public record Todo(
        String key,
        Task.Kind kind,
        long assigneeId,
        String title,
        @Nullable String note,
        RecordType about,
        long recordId,
        @Nullable Instant dueAt,
        boolean mandatory) {

    RecordKey subject() {
        return new RecordKey(about, recordId);
    }
}
