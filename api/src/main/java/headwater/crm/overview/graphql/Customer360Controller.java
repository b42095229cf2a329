package headwater.crm.overview.graphql;

import static headwater.crm.overview.graphql.Glance.eq;
import static headwater.crm.overview.graphql.Glance.first;
import static headwater.crm.overview.graphql.Glance.newest;

import graphql.schema.DataFetchingEnvironment;

import headwater.crm.account.AccountService;
import headwater.crm.activity.Interaction;
import headwater.crm.activity.InteractionService;
import headwater.crm.contact.Contact;
import headwater.crm.contact.ContactService;
import headwater.crm.contract.Contract;
import headwater.crm.contract.ContractInsight;
import headwater.crm.contract.ContractService;
import headwater.crm.contract.Receivables;
import headwater.crm.opportunity.Opportunity;
import headwater.crm.opportunity.OpportunityService;
import headwater.crm.overview.Customer360;
import headwater.crm.payment.Receipt;
import headwater.crm.payment.ReceiptService;
import headwater.crm.permission.Viewer;
import headwater.crm.quote.Quote;
import headwater.crm.quote.QuoteService;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.ListRequest.Order;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task;
import headwater.crm.task.TaskService;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Map;
import java.util.Set;

@Controller
class Customer360Controller {
    private final AccountService accounts;
    private final ContactService contacts;
    private final OpportunityService opportunities;
    private final QuoteService quotes;
    private final ContractService contracts;
    private final ContractInsight insight;
    private final ReceiptService receipts;
    private final InteractionService interactions;
    private final TaskService tasks;

    Customer360Controller(
            AccountService accounts,
            ContactService contacts,
            OpportunityService opportunities,
            QuoteService quotes,
            ContractService contracts,
            ContractInsight insight,
            ReceiptService receipts,
            InteractionService interactions,
            TaskService tasks) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.opportunities = opportunities;
        this.quotes = quotes;
        this.contracts = contracts;
        this.insight = insight;
        this.receipts = receipts;
        this.interactions = interactions;
        this.tasks = tasks;
    }

    @QueryMapping
    @Nullable Customer360 customer360(Viewer viewer, @Argument String id) {
        return accounts.byIds(viewer, Set.of(RecordType.ACCOUNT.decode(id))).stream()
                .findFirst()
                .map(Customer360::new)
                .orElse(null);
    }

    @SchemaMapping
    List<Contact> contacts(Customer360 of, Viewer viewer, DataFetchingEnvironment environment) {
        return contacts.list(viewer, request(of, environment, newest("CREATED_AT"))).nodes();
    }

    @SchemaMapping
    List<Opportunity> opportunities(
            Customer360 of, Viewer viewer, DataFetchingEnvironment environment) {
        return opportunities.list(viewer, request(of, environment, newest("CREATED_AT"))).nodes();
    }

    @SchemaMapping
    List<Quote> quotes(Customer360 of, Viewer viewer, DataFetchingEnvironment environment) {
        return quotes.list(viewer, request(of, environment, newest("CREATED_AT"))).nodes();
    }

    @SchemaMapping
    List<Contract> contracts(Customer360 of, Viewer viewer, DataFetchingEnvironment environment) {
        return contracts.list(viewer, request(of, environment, newest("CREATED_AT"))).nodes();
    }

    @SchemaMapping
    List<Receivables> receivables(Customer360 of, Viewer viewer) {
        return insight.receivablesOf(viewer, of.account().id());
    }

    @SchemaMapping
    List<Receipt> receipts(Customer360 of, Viewer viewer, DataFetchingEnvironment environment) {
        return receipts.list(viewer, request(of, environment, newest("RECEIVED_ON"))).nodes();
    }

    @SchemaMapping
    List<Interaction> interactions(
            Customer360 of, Viewer viewer, DataFetchingEnvironment environment) {
        ListRequest newest = Glance.of(environment, Map.of(), newest("HAPPENED_AT"));
        return interactions.of(viewer, RecordType.ACCOUNT, of.account().id(), newest).nodes();
    }

    @SchemaMapping
    List<Task> tasks(Customer360 of, Viewer viewer, DataFetchingEnvironment environment) {
        return tasks.list(
                        viewer,
                        Glance.of(
                                environment,
                                Map.of("customer", eq(id(of)), "status", eq("OPEN")),
                                first("DUE_AT")))
                .nodes();
    }

    private static ListRequest request(
            Customer360 of, DataFetchingEnvironment environment, Order order) {
        return Glance.of(environment, Map.of("account", eq(id(of))), order);
    }

    private static String id(Customer360 of) {
        return RecordType.ACCOUNT.encode(of.account().id());
    }
}
