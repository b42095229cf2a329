package headwater.crm.approval;

import headwater.crm.shared.RecordType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The kinds of records that pass approvals. */
@Component
class Approvables {
    // Asked for late: kinds of records need approvals themselves.
    private final ObjectProvider<Approvable> kinds;

    Approvables(ObjectProvider<Approvable> kinds) {
        this.kinds = kinds;
    }

    Approvable of(RecordType type) {
        return kinds.stream()
                .filter(kind -> kind.type() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " passes no approvals"));
    }
}
