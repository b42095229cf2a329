package headwater.crm.shared;

import org.jspecify.annotations.Nullable;

/**
 * A record that a search found.
 *
 * @param matched the field in which the words are, or most of them
 * @param text what that field says
 */
public record Found(RecordType type, long id, String matched, @Nullable String text) {}
