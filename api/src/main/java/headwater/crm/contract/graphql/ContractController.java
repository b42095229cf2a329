package headwater.crm.contract.graphql;

import headwater.crm.contract.Contract;
import headwater.crm.contract.ContractPayments;
import headwater.crm.contract.ContractStateService;
import headwater.crm.contract.ContractStateService.Which;
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

@Controller
class ContractController {
    private final ContractStateService service;
    private final ContractPayments payments;

    ContractController(ContractStateService service, ContractPayments payments) {
        this.service = service;
        this.payments = payments;
    }

    record SignContractInput(
            String id,
            int expectedVersion,
            @Nullable LocalDate signedOn,
            @Nullable Boolean start) {}

    record RecordMilestoneInput(
            String id, int expectedVersion, String milestone, @Nullable LocalDate reachedOn) {}

    record FulfilContractInput(String id, int expectedVersion, @Nullable LocalDate fulfilledOn) {}

    record EndInput(String id, int expectedVersion, String reason) {}

    record WaiveInstalmentInput(String id, int expectedVersion, BigDecimal amount, String reason) {}

    @MutationMapping
    Payload<Contract> submitContract(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(() -> service.submit(viewer, which(input.id(), input.expectedVersion())));
    }

    @MutationMapping
    Payload<Contract> withdrawContract(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () -> service.withdraw(viewer, which(input.id(), input.expectedVersion())));
    }

    @MutationMapping
    Payload<Contract> signContract(Viewer viewer, @Argument SignContractInput input) {
        return Payload.of(
                () ->
                        service.sign(
                                viewer,
                                which(input.id(), input.expectedVersion()),
                                input.signedOn(),
                                Boolean.TRUE.equals(input.start())));
    }

    @MutationMapping
    Payload<Contract> startContract(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(() -> service.start(viewer, which(input.id(), input.expectedVersion())));
    }

    @MutationMapping
    Payload<Contract> recordMilestone(Viewer viewer, @Argument RecordMilestoneInput input) {
        return Payload.of(
                () ->
                        service.reach(
                                viewer,
                                which(input.id(), input.expectedVersion()),
                                input.milestone(),
                                input.reachedOn()));
    }

    @MutationMapping
    Payload<Contract> fulfilContract(Viewer viewer, @Argument FulfilContractInput input) {
        return Payload.of(
                () ->
                        service.fulfil(
                                viewer,
                                which(input.id(), input.expectedVersion()),
                                input.fulfilledOn()));
    }

    @MutationMapping
    Payload<Contract> terminateContract(Viewer viewer, @Argument EndInput input) {
        return Payload.of(
                () ->
                        service.terminate(
                                viewer,
                                which(input.id(), input.expectedVersion()),
                                input.reason()));
    }

    @MutationMapping
    Payload<Contract> voidContract(Viewer viewer, @Argument EndInput input) {
        return Payload.of(
                () ->
                        service.invalidate(
                                viewer,
                                which(input.id(), input.expectedVersion()),
                                input.reason()));
    }

    @MutationMapping
    Payload<Contract> waiveInstalment(Viewer viewer, @Argument WaiveInstalmentInput input) {
        return Payload.of(
                () ->
                        payments.waive(
                                viewer,
                                new ContractPayments.Which(
                                        RecordType.INSTALMENT.decode(input.id()),
                                        input.expectedVersion()),
                                input.amount(),
                                input.reason()));
    }

    private static Which which(String id, int expectedVersion) {
        return new Which(RecordType.CONTRACT.decode(id), expectedVersion);
    }
}
