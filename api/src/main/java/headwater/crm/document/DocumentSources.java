package headwater.crm.document;

import headwater.crm.shared.RecordType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The kinds of records that documents are made of. */
@Component
class DocumentSources {
    // Asked for late, as kinds of records are.
    private final ObjectProvider<DocumentSource> kinds;

    DocumentSources(ObjectProvider<DocumentSource> kinds) {
        this.kinds = kinds;
    }

    DocumentSource of(RecordType type) {
        return kinds.stream()
                .filter(kind -> kind.type() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no documents of " + type));
    }
}
