package headwater.crm.sharing;

import headwater.crm.permission.Viewer;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Component;

/** Who there is that something can be given to. */
@Component
public class Principals {
    private final ShareRepository repository;

    Principals(ShareRepository repository) {
        this.repository = repository;
    }

    /** Adds a violation when what is named is nobody. */
    public void require(
            Viewer viewer, ShareDraft.With with, Violations violations, String... field) {
        if (!repository.exists(viewer, with.principal())) {
            violations.add(
                    Code.REFERENCE_NOT_FOUND, "There is nobody like that to share with.", field);
        }
    }
}
