package headwater.crm.payment.graphql;

import graphql.GraphQLContext;

import headwater.crm.account.Account;
import headwater.crm.contract.Contract;
import headwater.crm.graphql.Details;
import headwater.crm.graphql.ViewerArgument;
import headwater.crm.payment.Allocation;
import headwater.crm.payment.Receipt;
import headwater.crm.payment.ReceiptInsight;
import headwater.crm.shared.Identified;
import headwater.crm.shared.Money;

import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What hangs on receipts, and receipts on others, one statement for all of a page. */
@Controller
class ReceiptDetails {
    private final ReceiptInsight service;

    ReceiptDetails(ReceiptInsight service) {
        this.service = service;
    }

    @BatchMapping
    Map<Receipt, List<Allocation>> allocations(List<Receipt> receipts, GraphQLContext context) {
        return Details.of(
                receipts,
                service.ofReceipts(ViewerArgument.of(context), Identified.ids(receipts)),
                Allocation::receiptId);
    }

    @BatchMapping
    Map<Contract, List<Allocation>> payments(List<Contract> contracts, GraphQLContext context) {
        return Details.of(
                contracts,
                service.ofContracts(ViewerArgument.of(context), Identified.ids(contracts)),
                Allocation::contractId);
    }

    @BatchMapping
    Map<Account, List<Money>> advances(List<Account> accounts, GraphQLContext context) {
        Map<Long, List<Money>> byAccount =
                service.advances(ViewerArgument.of(context), Identified.ids(accounts));
        Map<Account, List<Money>> advances = new HashMap<>();
        accounts.forEach(each -> advances.put(each, byAccount.getOrDefault(each.id(), List.of())));
        return advances;
    }
}
