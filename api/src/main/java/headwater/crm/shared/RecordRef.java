package headwater.crm.shared;

import org.jspecify.annotations.Nullable;

/** Names one record by exactly one of its id, its id elsewhere, or its name. */
public record RecordRef(@Nullable String id, @Nullable String externalId, @Nullable String name) {

    public static RecordRef of(RecordType type, long key) {
        return new RecordRef(type.encode(key), null, null);
    }

    public static @Nullable RecordRef ofNullable(RecordType type, @Nullable Long key) {
        return key == null ? null : of(type, key);
    }

    @Override
    public String toString() {
        if (id != null) {
            return id;
        }
        return externalId != null ? "externalId \"" + externalId + "\"" : "\"" + name + "\"";
    }
}
