package headwater.crm.contract.graphql;

import headwater.crm.contract.AmendmentDraft;
import headwater.crm.contract.AmendmentService;
import headwater.crm.contract.Contract;
import headwater.crm.contract.ContractStateService.Which;
import headwater.crm.contract.InstalmentDraft;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

@Controller
class AmendmentController {
    private final AmendmentService service;

    AmendmentController(AmendmentService service) {
        this.service = service;
    }

    record AmendContractInput(
            String id,
            int expectedVersion,
            @Nullable BigDecimal amount,
            @Nullable LocalDate endsOn,
            @Nullable List<InstalmentDraft> instalments,
            String reason) {

        AmendmentDraft draft() {
            return new AmendmentDraft(amount, endsOn, instalments, reason);
        }
    }

    @MutationMapping
    Payload<Contract> amendContract(Viewer viewer, @Argument AmendContractInput input) {
        return Payload.of(
                () ->
                        service.amend(
                                viewer, which(input.id(), input.expectedVersion()), input.draft()));
    }

    @MutationMapping
    Payload<Contract> withdrawAmendment(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () -> service.withdraw(viewer, which(input.id(), input.expectedVersion())));
    }

    private static Which which(String id, int expectedVersion) {
        return new Which(RecordType.CONTRACT.decode(id), expectedVersion);
    }
}
