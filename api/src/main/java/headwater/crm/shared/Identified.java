package headwater.crm.shared;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** A record with a key; the API shows it as a typed id. */
public interface Identified {
    long id();

    static Set<Long> ids(Collection<? extends Identified> records) {
        return records.stream().map(Identified::id).collect(Collectors.toSet());
    }
}
