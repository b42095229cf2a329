package headwater.crm.payment.graphql;

import headwater.crm.graphql.Payload;
import headwater.crm.payment.Portion;
import headwater.crm.payment.Receipt;
import headwater.crm.payment.ReceiptAllocationService;
import headwater.crm.payment.ReceiptAllocationService.Which;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

import java.math.BigDecimal;
import java.util.List;

@Controller
class ReceiptController {
    private final ReceiptAllocationService service;

    ReceiptController(ReceiptAllocationService service) {
        this.service = service;
    }

    record AllocationInput(String instalment, BigDecimal amount) {}

    record ConfirmReceiptInput(
            String id,
            int expectedVersion,
            @Nullable List<AllocationInput> allocations,
            @Nullable Boolean allowAdvance) {}

    record AllocateReceiptInput(
            String id, int expectedVersion, @Nullable List<AllocationInput> allocations) {}

    record ReverseReceiptInput(String id, int expectedVersion, String reason) {}

    @MutationMapping
    Payload<Receipt> confirmReceipt(Viewer viewer, @Argument ConfirmReceiptInput input) {
        return Payload.of(
                () ->
                        service.confirm(
                                viewer,
                                which(input.id(), input.expectedVersion()),
                                portions(input.allocations()),
                                Boolean.TRUE.equals(input.allowAdvance())));
    }

    @MutationMapping
    Payload<Receipt> allocateReceipt(Viewer viewer, @Argument AllocateReceiptInput input) {
        return Payload.of(
                () ->
                        service.allocate(
                                viewer,
                                which(input.id(), input.expectedVersion()),
                                portions(input.allocations())));
    }

    @MutationMapping
    Payload<Receipt> reverseReceipt(Viewer viewer, @Argument ReverseReceiptInput input) {
        return Payload.of(
                () ->
                        service.reverse(
                                viewer,
                                which(input.id(), input.expectedVersion()),
                                input.reason()));
    }

    private static Which which(String id, int expectedVersion) {
        return new Which(RecordType.RECEIPT.decode(id), expectedVersion);
    }

    private static @Nullable List<Portion> portions(@Nullable List<AllocationInput> inputs) {
        return inputs == null
                ? null
                : inputs.stream()
                        .map(
                                each ->
                                        new Portion(
                                                RecordType.INSTALMENT.decode(each.instalment()),
                                                each.amount()))
                        .toList();
    }
}
