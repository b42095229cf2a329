package headwater.crm.sharing.graphql;

import headwater.crm.graphql.Payload;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;
import headwater.crm.sharing.AccessExplanation;
import headwater.crm.sharing.AccessService;
import headwater.crm.sharing.RecordShare;
import headwater.crm.sharing.ShareDraft;
import headwater.crm.sharing.ShareService;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.util.List;

@Controller
class SharingController {
    private final ShareService shares;
    private final AccessService access;

    SharingController(ShareService shares, AccessService access) {
        this.shares = shares;
        this.access = access;
    }

    record UnshareInput(String id) {}

    @QueryMapping
    List<RecordShare> recordShares(Viewer viewer, @Argument String record) {
        return shares.of(viewer, record);
    }

    @QueryMapping
    AccessExplanation explainAccess(Viewer viewer, @Argument String user, @Argument String record) {
        return access.explain(viewer, RecordType.USER.decode(user), record);
    }

    @MutationMapping
    Payload<RecordShare> shareRecord(Viewer viewer, @Argument ShareDraft input) {
        return Payload.of(() -> shares.share(viewer, input));
    }

    @MutationMapping
    Payload<RecordShare> unshareRecord(Viewer viewer, @Argument UnshareInput input) {
        return Payload.of(() -> shares.unshare(viewer, RecordType.RECORD_SHARE.decode(input.id())));
    }
}
