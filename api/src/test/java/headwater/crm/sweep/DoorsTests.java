package headwater.crm.sweep;

import static headwater.crm.sweep.Expected.table;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.FieldDefinition;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.graphql.Calls;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.GraphQlResponse;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Every root field of the schema is a door, and each one stands here with what is asked of it. A
 * row that somebody may not see does not exist for him, whichever mutation he tries.
 */
@Api
@TestInstance(Lifecycle.PER_CLASS)
class DoorsTests {
    private static final String NOBODY = "99999999";

    /** How a mutation reaches one record: its kind, the action that it needs, and its input. */
    private record Write(String type, String action, String input) {}

    private static final String VERSION = "id: \"ID\", expectedVersion: 99";

    private static final Map<String, Write> RECORDS =
            Map.ofEntries(
                    write("updateAccount", "Account", "UPDATE", VERSION),
                    write("deleteAccount", "Account", "DELETE", VERSION),
                    write("restoreAccount", "Account", "DELETE", VERSION),
                    write("updateContact", "Contact", "UPDATE", VERSION),
                    write("deleteContact", "Contact", "DELETE", VERSION),
                    write("restoreContact", "Contact", "DELETE", VERSION),
                    write("updateOpportunity", "Opportunity", "UPDATE", VERSION),
                    write("deleteOpportunity", "Opportunity", "DELETE", VERSION),
                    write("restoreOpportunity", "Opportunity", "DELETE", VERSION),
                    write(
                            "moveStage",
                            "Opportunity",
                            "UPDATE",
                            VERSION + ", stage: { name: \"方案报价 Proposal\" }"),
                    write("withdrawStageMove", "Opportunity", "UPDATE", VERSION),
                    write("closeOpportunity", "Opportunity", "UPDATE", VERSION + ", outcome: WON"),
                    write(
                            "reopenOpportunity",
                            "Opportunity",
                            "UPDATE",
                            VERSION + ", closeOn: \"2027-01-01\", reason: \"x\""),
                    write("updateTask", "Task", "UPDATE", VERSION),
                    write("deleteTask", "Task", "DELETE", VERSION),
                    write("restoreTask", "Task", "DELETE", VERSION),
                    write("closeTask", "Task", "UPDATE", VERSION + ", status: DONE"),
                    write("reopenTask", "Task", "UPDATE", VERSION),
                    write("updateQuote", "Quote", "UPDATE", VERSION),
                    write("deleteQuote", "Quote", "DELETE", VERSION),
                    write("restoreQuote", "Quote", "DELETE", VERSION),
                    write("submitQuote", "Quote", "UPDATE", VERSION),
                    write("withdrawQuote", "Quote", "UPDATE", VERSION),
                    write("sendQuote", "Quote", "UPDATE", VERSION),
                    write("closeQuote", "Quote", "UPDATE", VERSION + ", outcome: ACCEPTED"),
                    write("createQuoteRevision", "Quote", "UPDATE", VERSION),
                    write(
                            "setOpportunitySplits",
                            "Opportunity",
                            "UPDATE",
                            VERSION + ", splits: []"),
                    write("setContractSplits", "Contract", "UPDATE", VERSION + ", splits: []"),
                    write("updateContract", "Contract", "UPDATE", VERSION),
                    write("deleteContract", "Contract", "DELETE", VERSION),
                    write("restoreContract", "Contract", "DELETE", VERSION),
                    write("submitContract", "Contract", "UPDATE", VERSION),
                    write("withdrawContract", "Contract", "UPDATE", VERSION),
                    write("signContract", "Contract", "UPDATE", VERSION),
                    write("startContract", "Contract", "UPDATE", VERSION),
                    write("recordMilestone", "Contract", "UPDATE", VERSION + ", milestone: \"x\""),
                    write("fulfilContract", "Contract", "UPDATE", VERSION),
                    write("terminateContract", "Contract", "UPDATE", VERSION + ", reason: \"x\""),
                    write("voidContract", "Contract", "UPDATE", VERSION + ", reason: \"x\""),
                    write("amendContract", "Contract", "UPDATE", VERSION + ", reason: \"x\""),
                    write("withdrawAmendment", "Contract", "UPDATE", VERSION),
                    write("updateInvoice", "Invoice", "UPDATE", VERSION),
                    write("voidInvoice", "Invoice", "UPDATE", VERSION + ", reason: \"x\""),
                    write("updateReceipt", "Receipt", "UPDATE", VERSION),
                    write("deleteReceipt", "Receipt", "DELETE", VERSION),
                    write("restoreReceipt", "Receipt", "DELETE", VERSION),
                    write("updateLead", "Lead", "UPDATE", VERSION),
                    write("deleteLead", "Lead", "DELETE", VERSION),
                    write("restoreLead", "Lead", "DELETE", VERSION),
                    write("moveLead", "Lead", "UPDATE", VERSION + ", stage: CONTACTED"),
                    write("convertLead", "Lead", "UPDATE", VERSION),
                    write("disqualifyLead", "Lead", "UPDATE", VERSION + ", reason: \"x\""),
                    write("updateCampaign", "Campaign", "UPDATE", VERSION),
                    write("deleteCampaign", "Campaign", "DELETE", VERSION),
                    write("restoreCampaign", "Campaign", "DELETE", VERSION),
                    write("updateVoucher", "Voucher", "UPDATE", VERSION),
                    write("deleteVoucher", "Voucher", "DELETE", VERSION),
                    write("restoreVoucher", "Voucher", "DELETE", VERSION),
                    write(
                            "transferRecords",
                            "Account",
                            "TRANSFER",
                            "records: [\"ID\"], to: { id: \"usr_1\" }"),
                    write(
                            "shareRecord",
                            "Account",
                            "SHARE",
                            "record: \"ID\", with: { role: \"NOBODYS\" }, level: READ"));

    /** Whose new records may refer to others: by input field, the kind referred to. */
    private static final Map<String, Map<String, String>> REFERRING =
            Map.of(
                    "createLead", Map.of("campaign", "Campaign"),
                    "createAccount", Map.of("parent", "Account"),
                    "createContact", Map.of("account", "Account"),
                    "createOpportunity", Map.of("account", "Account", "contact", "Contact"));

    private static final Set<String> ADMINISTRATION =
            Set.of(
                    "updateCompany",
                    "createUser",
                    "updateUser",
                    "deleteUser",
                    "createTeam",
                    "updateTeam",
                    "deleteTeam",
                    "assignTeam",
                    "createRole",
                    "updateRole",
                    "deleteRole",
                    "createProduct",
                    "updateProduct",
                    "deleteProduct",
                    "createPipeline",
                    "updatePipeline",
                    "deletePipeline",
                    "createCurrencyRate",
                    "updateCurrencyRate",
                    "deleteCurrencyRate",
                    "createCommissionPlan",
                    "createLostReason",
                    "updateLostReason",
                    "deleteLostReason",
                    "createCompetitor",
                    "updateCompetitor",
                    "deleteCompetitor",
                    "createDocumentTemplate",
                    "updateDocumentTemplate",
                    "deleteDocumentTemplate",
                    "createApprovalFlow",
                    "cancelApproval",
                    "createLeadSource",
                    "updateLeadSource",
                    "deleteLeadSource",
                    "createPool",
                    "updatePool",
                    "deletePool",
                    "createAssignmentRule",
                    "updateAssignmentRule",
                    "deleteAssignmentRule",
                    "importUsers",
                    "importTeams",
                    "importProducts",
                    "importPipelines",
                    "unlockUser",
                    "createWorkingCalendar",
                    "updateWorkingCalendar",
                    "createPriceBook",
                    "updatePriceBook",
                    "deletePriceBook",
                    "restorePriceBook",
                    "createPriceBookEntry",
                    "updatePriceBookEntry",
                    "deletePriceBookEntry",
                    "restorePriceBookEntry",
                    "importPriceBookEntries",
                    "rotateSigningKey");

    /** Those with tests of their own; each names them. */
    private static final Map<String, String> ELSEWHERE =
            Map.ofEntries(
                    Map.entry("Mutation.signIn", "SignInTests"),
                    Map.entry("Mutation.unshareRecord", "SharingTests"),
                    Map.entry(
                            "Mutation.importAccounts",
                            "imports create like createAccount, row by row"),
                    Map.entry(
                            "Mutation.importContacts",
                            "imports create like createContact, row by row"),
                    Map.entry(
                            "Mutation.importOpportunities",
                            "imports create like createOpportunity, row by row"),
                    Map.entry("Mutation.importLeads", "imports create like createLead, row by row"),
                    Map.entry("Mutation.importTasks", "imports create like createTask, row by row"),
                    Map.entry("Mutation.createTask", "TaskTests"),
                    Map.entry("Mutation.createCampaign", "refers to nothing out of sight"),
                    Map.entry("Mutation.captureLead", "LeadCaptureTests"),
                    Map.entry("Mutation.claimRecords", "PoolTests"),
                    Map.entry("Mutation.releaseRecord", "PoolTests"),
                    Map.entry("Mutation.lockRecord", "LockTests"),
                    Map.entry("Mutation.unlockRecord", "LockTests"),
                    Map.entry("Mutation.assignRecord", "PoolTests"),
                    Map.entry("Query.pooledRecord", "PoolTests"),
                    Map.entry("Query.interaction", "InteractionsTests"),
                    Map.entry("Mutation.createInteraction", "InteractionsTests"),
                    Map.entry("Mutation.updateInteraction", "InteractionsTests"),
                    Map.entry("Mutation.confirmInteraction", "ConfirmationTests"),
                    Map.entry("Query.rateLimit", "CostTests"),
                    Map.entry("Query.analytics", "FieldLevelsTests, and SystemIT for the rows"),
                    Map.entry("Query.formMetadata", "FormMetadataTests"),
                    Map.entry("Query.company", "open to everybody who is signed in"),
                    Map.entry("Query.viewer", "the person himself"),
                    Map.entry("Mutation.refreshSession", "SessionTests"),
                    Map.entry("Mutation.signOut", "SessionTests"),
                    Map.entry("Mutation.signOutEverywhere", "SessionTests"),
                    Map.entry("Mutation.revokeSession", "SessionTests"),
                    Map.entry("Mutation.changePassword", "SessionTests"),
                    Map.entry("Mutation.createApiKey", "ApiKeyTests"),
                    Map.entry("Mutation.revokeApiKey", "ApiKeyTests"),
                    Map.entry("Query.sessions", "SessionTests"),
                    Map.entry("Query.apiKeys", "ApiKeyTests"),
                    Map.entry("Query.workingDueAt", "WorkingCalendarTests"),
                    Map.entry("Mutation.createQuote", "QuoteTests"),
                    Map.entry("Mutation.createContract", "ContractLifecycleTests"),
                    Map.entry(
                            "Mutation.importContracts",
                            "imports create like createContract, row by row"),
                    Map.entry("Mutation.waiveInstalment", "PaymentPlanTests"),
                    Map.entry("Mutation.createInvoice", "InvoiceTests"),
                    Map.entry(
                            "Mutation.importInvoices",
                            "imports create like createInvoice, row by row"),
                    Map.entry("Mutation.createReceipt", "ReceiptTests"),
                    Map.entry(
                            "Mutation.importReceipts",
                            "imports create like createReceipt, row by row"),
                    Map.entry("Mutation.createVoucher", "FinanceTests"),
                    Map.entry(
                            "Mutation.importVouchers",
                            "imports create like createVoucher, row by row"),
                    Map.entry("Query.financeReconciliation", "FinanceTests"),
                    Map.entry("Mutation.confirmReceipt", "ReceiptTests"),
                    Map.entry("Mutation.allocateReceipt", "ReceiptTests"),
                    Map.entry("Mutation.reverseReceipt", "ReceiptTests"),
                    Map.entry("Query.receivables", "PaymentPlanTests"),
                    Map.entry("Mutation.decideApproval", "ApprovalTests"),
                    Map.entry("Query.customer360", "OverviewTests"),
                    Map.entry("Query.myDay", "the lists, narrowed to the person himself"),
                    Map.entry("Mutation.createCommissionPayout", "PayoutTests"),
                    Map.entry("Mutation.confirmCommissionPayout", "PayoutTests"),
                    Map.entry("Mutation.voidCommissionPayout", "PayoutTests"),
                    Map.entry("Query.stageGuide", "StageGateTests"),
                    Map.entry("Query.attachment", "FileTests"),
                    Map.entry("Query.attachments", "FileTests"),
                    Map.entry("Mutation.deleteAttachment", "FileTests"),
                    Map.entry("Query.document", "DocumentTests"),
                    Map.entry("Query.documents", "DocumentTests"),
                    Map.entry("Mutation.createDocument", "DocumentTests"),
                    Map.entry("Query.productPrice", "ProductPriceTests"),
                    Map.entry("Query.absence", "AbsenceTests"),
                    Map.entry("Mutation.createAbsence", "AbsenceTests"),
                    Map.entry("Mutation.approveAbsence", "AbsenceTests"),
                    Map.entry("Mutation.cancelAbsence", "AbsenceTests"));

    /** Of SweepTests, beside the lists. */
    private static final Set<String> ONE_RECORD =
            Set.of(
                    "node",
                    "account",
                    "contact",
                    "opportunity",
                    "quote",
                    "contract",
                    "receipt",
                    "invoice",
                    "task",
                    "commissionEntry",
                    "commissionPayout",
                    "approval",
                    "financeEvent",
                    "voucher",
                    "lead",
                    "campaign",
                    "recordShares",
                    "explainAccess",
                    "search");

    /** By id, of what everybody who is signed in may see. */
    private static final Set<String> OPEN_RECORDS =
            Set.of(
                    "user",
                    "team",
                    "role",
                    "product",
                    "pipeline",
                    "currencyRate",
                    "workingCalendar",
                    "priceBook",
                    "priceBookEntry",
                    "leadSource",
                    "commissionPlan",
                    "approvalFlow",
                    "lostReason",
                    "competitor",
                    "documentTemplate",
                    "pool",
                    "assignmentRule");

    @Autowired private Company company;
    @Autowired private DSLContext db;

    private final Sdl sdl = new Sdl();
    private final Calls calls = new Calls();
    private final Random random = new Random(7);
    private RandomCompany generated;
    private Facts facts;
    private Oracle oracle;

    private static Map.Entry<String, Write> write(
            String mutation, String type, String action, String input) {
        return Map.entry(mutation, new Write(type, action, input));
    }

    @BeforeAll
    void found() {
        Map<String, Long> after = Facts.newest(db);
        generated = new RandomCompany(company, random, List.of("Account.phone"));
        generated.found();
        facts = new Facts(db, after);
        oracle = new Oracle(facts, sdl.telling());
    }

    @Test
    void everyRootFieldStandsHere() {
        Set<String> known = new HashSet<>(ELSEWHERE.keySet());
        ONE_RECORD.forEach(field -> known.add("Query." + field));
        OPEN_RECORDS.forEach(field -> known.add("Query." + field));
        RECORDS.keySet().forEach(field -> known.add("Mutation." + field));
        REFERRING.keySet().forEach(field -> known.add("Mutation." + field));
        ADMINISTRATION.forEach(field -> known.add("Mutation." + field));
        Set<String> doors = new HashSet<>();
        for (String root : List.of("Query", "Mutation")) {
            for (FieldDefinition field : sdl.fields(root)) {
                // Lists are swept whatever their names; batches are the mutations of their rows.
                if (!Sdl.name(field.getType()).endsWith("Connection")
                        && !field.hasDirective("batchOf")) {
                    doors.add(root + "." + field.getName());
                }
            }
        }

        assertThat(doors).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void aRecordOutOfSightIsToEveryMutationAsIfItWereNot() {
        generated.people.forEach(
                (id, person) ->
                        RECORDS.forEach(
                                (mutation, write) -> {
                                    for (int i = 0; i < 4; i++) {
                                        compare(key(id), person, mutation, write);
                                    }
                                }));
    }

    private void compare(long user, HttpGraphQlTester person, String mutation, Write write) {
        List<Map<String, Object>> rows = facts.rows(table(write.type()));
        Map<String, Object> row = rows.get(random.nextInt(rows.size()));
        String id = Expected.id(write.type(), row);
        String missing = Expected.PREFIX.get(write.type()) + "_" + NOBODY;
        String about = "user %d, %s of %s".formatted(user, mutation, id);
        List<String> answer = outcome(person, mutation, write.input(), id);
        List<String> none = outcome(person, mutation, write.input(), missing);
        // What is in the recycle bin can only be brought back, and only what is there can.
        boolean stands = (row.get("deleted_at") != null) == mutation.startsWith("restore");
        boolean any = oracle.mayAny(user, write.type(), write.action());

        assertThat(none.getFirst())
                .as(about)
                .isIn(
                        any || mutation.equals("shareRecord")
                                ? List.of("NOT_FOUND")
                                : List.of("FORBIDDEN"));
        if (!oracle.sees(user, write.type(), row)) {
            assertThat(answer).as(about).isEqualTo(none);
        } else if (stands && oracle.may(user, write.type(), write.action(), row)) {
            assertThat(answer).as(about).doesNotContain("NOT_FOUND", "FORBIDDEN");
        } else if (stands) {
            // The record's own rules may speak first: he sees it, so they tell him nothing new.
            assertThat(answer).as(about).isNotEmpty().doesNotContain("CONFLICT");
        }
    }

    /** Codes, then messages without the id that was asked for. */
    private static List<String> outcome(
            HttpGraphQlTester person, String mutation, String input, String id) {
        GraphQlResponse answer =
                SweepTests.ask(
                        person,
                        "mutation { %s(input: { %s }) { userErrors { code message } } }"
                                .formatted(mutation, input.replace("ID", id)));
        List<String> outcome = new ArrayList<>(SweepTests.codes(answer));
        answer.getErrors().forEach(error -> outcome.add(error.getMessage().replace(id, "ID")));
        Map<String, Object> data = answer.getData();
        if (data != null && data.get(mutation) instanceof Map<?, ?> payload) {
            ((List<?>) payload.get("userErrors"))
                    .forEach(error -> outcome.add(error.toString().replace(id, "ID")));
        }
        return outcome;
    }

    @Test
    void aRecordOutOfSightCannotBeReferredTo() {
        generated.people.forEach(
                (id, person) ->
                        REFERRING.forEach(
                                (mutation, fields) ->
                                        fields.forEach(
                                                (field, type) ->
                                                        refer(
                                                                key(id), person, mutation, field,
                                                                type))));
    }

    private void refer(
            long user, HttpGraphQlTester person, String mutation, String field, String type) {
        for (Map<String, Object> row : facts.rows(table(type))) {
            if (oracle.sees(user, type, row)) {
                continue;
            }
            String id = Expected.id(type, row);
            for (String reference :
                    List.of(
                            "id: \"%s\"".formatted(id),
                            "externalId: \"%s\"".formatted(row.get("external_id")),
                            "name: \"%s\"".formatted(row.get("name")))) {
                String input = "name: \"x\", %s: { %s }".formatted(field, reference);
                String wrong =
                        reference.replaceAll("\"(acc_|con_|cmp_)?.*\"", "\"$1" + NOBODY + "\"");
                String nothing = "name: \"x\", %s: { %s }".formatted(field, wrong);
                assertThat(codes(outcome(person, mutation, input, id)))
                        .as("user %d, %s with %s", user, mutation, input)
                        .isEqualTo(codes(outcome(person, mutation, nothing, id)))
                        .isNotEmpty();
            }
        }
    }

    private static List<String> codes(List<String> outcome) {
        return outcome.stream().map(each -> each.replaceAll("message=.*", "")).toList();
    }

    @Test
    void administrationIsForAdministrators() {
        HttpGraphQlTester person = generated.people.values().iterator().next();
        for (FieldDefinition field : calls.fields("Mutation")) {
            if (ADMINISTRATION.contains(field.getName())) {
                var answer = SweepTests.ask(person, "mutation { " + calls.of(field) + " }");

                assertThat(SweepTests.codes(answer))
                        .as(field.getName().toLowerCase(Locale.ROOT))
                        .contains("FORBIDDEN");
            }
        }
    }

    private static long key(String id) {
        return Long.parseLong(id.substring(id.indexOf('_') + 1), 36);
    }
}
