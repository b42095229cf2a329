package headwater.crm.task;

import headwater.crm.record.Draft;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a caller says of a task.
 *
 * @param priority NORMAL when null
 * @param owner the caller himself when null
 * @param about typed id of the record that it is about
 */
public record TaskDraft(
        String subject,
        @Nullable String note,
        Task.@Nullable Priority priority,
        @Nullable RecordRef owner,
        @Nullable Instant dueAt,
        @Nullable Instant remindAt,
        @Nullable String about,
        @Nullable Instant createdAt,
        @Nullable String externalId,
        @Nullable String idempotencyKey)
        implements Draft {

    static TaskDraft of(Task task) {
        return new TaskDraft(
                task.subject(),
                task.note(),
                task.priority(),
                RecordRef.of(RecordType.USER, task.ownerId()),
                task.dueAt(),
                task.remindAt(),
                task.aboutId(),
                task.createdAt(),
                task.externalId(),
                null);
    }

    @Override
    public void validate(Violations violations) {
        violations.requireText(subject, "subject");
        violations.limit(note, "note");
        violations.limit(externalId, "externalId");
        violations.invalidIf(
                remindAt != null && dueAt != null && remindAt.isAfter(dueAt),
                "remindAt, %s, lies after dueAt, %s.".formatted(remindAt, dueAt),
                "remindAt");
    }
}
