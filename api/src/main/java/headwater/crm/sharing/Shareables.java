package headwater.crm.sharing;

import headwater.crm.shared.BadInput;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/** All kinds of records that can be shared. */
@Component
public class Shareables {
    private final List<Shareable> kinds;

    Shareables(List<Shareable> kinds) {
        this.kinds = kinds;
    }

    /**
     * @throws BadInput if the id is of another kind, or no id
     */
    public Shareable of(String id) {
        return RecordType.of(id)
                .flatMap(this::find)
                .orElseThrow(
                        () ->
                                new BadInput(
                                        "\"%s\" is not the id of a record with an owner; there are %s."
                                                .formatted(
                                                        id,
                                                        kinds.stream()
                                                                .map(kind -> kind.type().typeName())
                                                                .sorted()
                                                                .toList())));
    }

    Shareable of(RecordType type) {
        return find(type).orElseThrow();
    }

    private Optional<Shareable> find(RecordType type) {
        return kinds.stream().filter(kind -> kind.type() == type).findFirst();
    }
}
