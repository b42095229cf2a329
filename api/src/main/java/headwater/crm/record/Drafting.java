package headwater.crm.record;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.Identified;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * A record on its way in.
 *
 * @param before what was there; null for a new record
 * @param stamp of the record to be
 * @param violations all that speaks against it so far
 * @param kept what was found out on the way and is written once the record has a key
 */
public record Drafting<T extends Identified, D>(
        Viewer viewer,
        D draft,
        @Nullable T before,
        Stamp stamp,
        Violations violations,
        Map<Class<?>, Object> kept) {

    Drafting(Viewer viewer, D draft, @Nullable T before, Stamp stamp) {
        this(viewer, draft, before, stamp, new Violations(), new HashMap<>());
    }

    /** Finds the key that a reference stands for, or adds a violation. */
    @FunctionalInterface
    public interface Finder {
        @Nullable Long find(
                Viewer viewer, @Nullable RecordRef ref, Violations violations, String... field);
    }

    /** Keeps something for when the record is stored. */
    public <V> void keep(Class<V> as, V value) {
        kept.put(as, value);
    }

    /** What was kept; null for nothing. */
    public <V> @Nullable V kept(Class<V> as) {
        return as.cast(kept.get(as));
    }

    /** The record's key; 0 for a new record. */
    public long id() {
        return before == null ? 0 : before.id();
    }

    /**
     * The key that a reference stands for. One that names what was there before is not looked up
     * again: somebody may keep what he could not choose.
     *
     * @param known the key before
     */
    public @Nullable Long find(
            @Nullable RecordRef ref,
            RecordType type,
            @Nullable Long known,
            Finder finder,
            String... field) {
        if (ref == null) {
            return null;
        }
        return known != null && ref.equals(RecordRef.of(type, known))
                ? known
                : finder.find(viewer, ref, violations, field);
    }
}
