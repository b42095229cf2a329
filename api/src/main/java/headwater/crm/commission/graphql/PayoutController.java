package headwater.crm.commission.graphql;

import graphql.GraphQLContext;

import headwater.crm.commission.CommissionEntry;
import headwater.crm.commission.CommissionPayout;
import headwater.crm.commission.PayoutService;
import headwater.crm.commission.PayoutService.Request;
import headwater.crm.commission.PayoutService.Which;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.ViewerArgument;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Identified;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

@Controller
class PayoutController {
    private final PayoutService service;

    PayoutController(PayoutService service) {
        this.service = service;
    }

    record ConfirmCommissionPayoutInput(
            String id,
            int expectedVersion,
            @Nullable LocalDate paidOn,
            @Nullable String reference) {}

    record VoidCommissionPayoutInput(String id, int expectedVersion, String reason) {}

    /** How far an entry is on its way to the seller. */
    enum CommissionStatus {
        ACCRUED,
        APPROVED,
        PAID
    }

    @QueryMapping
    @Nullable CommissionPayout commissionPayout(Viewer viewer, @Argument String id) {
        return service.byIds(viewer, Set.of(RecordType.COMMISSION_PAYOUT.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    Connection<CommissionPayout> commissionPayouts(Viewer viewer, ListRequest request) {
        return service.list(viewer, request);
    }

    @MutationMapping
    Payload<CommissionPayout> createCommissionPayout(Viewer viewer, @Argument Request input) {
        return Payload.of(() -> service.approve(viewer, input));
    }

    @MutationMapping
    Payload<CommissionPayout> confirmCommissionPayout(
            Viewer viewer, @Argument ConfirmCommissionPayoutInput input) {
        return Payload.of(
                () ->
                        service.paid(
                                viewer,
                                which(input.id(), input.expectedVersion()),
                                input.paidOn(),
                                input.reference()));
    }

    @MutationMapping
    Payload<CommissionPayout> voidCommissionPayout(
            Viewer viewer, @Argument VoidCommissionPayoutInput input) {
        return Payload.of(
                () ->
                        service.invalidate(
                                viewer,
                                which(input.id(), input.expectedVersion()),
                                input.reason()));
    }

    @BatchMapping
    Map<CommissionEntry, CommissionStatus> status(
            List<CommissionEntry> entries, GraphQLContext context) {
        Map<Long, CommissionPayout.State> states =
                service.states(ViewerArgument.of(context), Identified.ids(entries));
        return entries.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                entry -> status(states.get(entry.id())),
                                (first, second) -> first));
    }

    private static CommissionStatus status(CommissionPayout.@Nullable State payout) {
        if (payout == null) {
            return CommissionStatus.ACCRUED;
        }
        return payout == CommissionPayout.State.PAID
                ? CommissionStatus.PAID
                : CommissionStatus.APPROVED;
    }

    private static Which which(String id, int expectedVersion) {
        return new Which(RecordType.COMMISSION_PAYOUT.decode(id), expectedVersion);
    }
}
