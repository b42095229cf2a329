package headwater.crm.pool;

import headwater.crm.shared.BadInput;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Component;

import java.util.List;

/** All kinds of records that can lie in a pool. */
@Component
class Poolables {
    private final List<Poolable> kinds;

    Poolables(List<Poolable> kinds) {
        this.kinds = kinds;
    }

    /**
     * @throws BadInput if the id is of another kind, or no id
     */
    Poolable of(String id) {
        return of(RecordKey.of(id).type());
    }

    Poolable of(RecordType type) {
        return kinds.stream()
                .filter(kind -> kind.type() == type)
                .findFirst()
                .orElseThrow(
                        () ->
                                new BadInput(
                                        "A %s lies in no pool; there are %s."
                                                .formatted(
                                                        type.typeName(),
                                                        kinds.stream()
                                                                .map(kind -> kind.type().typeName())
                                                                .sorted()
                                                                .toList())));
    }

    List<Poolable> all() {
        return kinds;
    }
}
