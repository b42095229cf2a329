package headwater.crm.transfer.graphql;

import headwater.crm.graphql.Payload;
import headwater.crm.permission.Viewer;
import headwater.crm.transfer.TransferDraft;
import headwater.crm.transfer.TransferService;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class TransferController {
    private final TransferService service;

    TransferController(TransferService service) {
        this.service = service;
    }

    @MutationMapping
    Payload<Integer> transferRecords(Viewer viewer, @Argument TransferDraft input) {
        return Payload.of(() -> service.transfer(viewer, input));
    }
}
