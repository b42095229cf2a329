package headwater.crm.identity;

import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;

/** What a caller says of a team. */
public record TeamDraft(
        String name,
        Team.Kind kind,
        @Nullable RecordRef parent,
        @Nullable RecordRef manager,
        @Nullable String externalId,
        @Nullable String idempotencyKey) {

    public static TeamDraft of(Team team) {
        return new TeamDraft(
                team.name(),
                team.kind(),
                RecordRef.ofNullable(RecordType.TEAM, team.parentId()),
                RecordRef.ofNullable(RecordType.USER, team.managerId()),
                team.externalId(),
                null);
    }
}
