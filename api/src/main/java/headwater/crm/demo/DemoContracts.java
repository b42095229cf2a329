package headwater.crm.demo;

import headwater.crm.account.AccountService;
import headwater.crm.approval.Approval;
import headwater.crm.approval.ApprovalService;
import headwater.crm.approval.ApprovalTask;
import headwater.crm.approval.Decision;
import headwater.crm.approval.DecisionService;
import headwater.crm.commission.CommissionPlan.Method;
import headwater.crm.commission.CommissionPlan.Period;
import headwater.crm.commission.CommissionPlanDraft;
import headwater.crm.commission.CommissionPlanService;
import headwater.crm.commission.Tier;
import headwater.crm.company.CompanyService;
import headwater.crm.contract.Contract;
import headwater.crm.contract.ContractDraft;
import headwater.crm.contract.ContractService;
import headwater.crm.contract.ContractStateService;
import headwater.crm.contract.Instalment;
import headwater.crm.contract.Instalment.Trigger;
import headwater.crm.contract.InstalmentDraft;
import headwater.crm.opportunity.Opportunity;
import headwater.crm.opportunity.OpportunityService;
import headwater.crm.payment.Receipt;
import headwater.crm.payment.ReceiptAllocationService;
import headwater.crm.payment.ReceiptDraft;
import headwater.crm.payment.ReceiptService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What became of the largest deals that were won: contracts that people approved, sign and pay,
 * some in time, some late, some not at all, and the commissions of it.
 */
@Component
class DemoContracts {
    private static final int CONTRACTS = 24;
    private static final int WAITING = 3;
    private static final ListRequest MINE =
            new ListRequest(100, false, null, Map.of(), List.of(), Set.of(), false);

    private final DemoActors actors;
    private final AccountService accounts;
    private final OpportunityService opportunities;
    private final ContractService contracts;
    private final ContractStateService states;
    private final ApprovalService approvals;
    private final DecisionService decisions;
    private final ReceiptService receipts;
    private final ReceiptAllocationService payments;
    private final CommissionPlanService plans;
    private final CompanyService company;
    private final BusinessTime time;

    DemoContracts(
            DemoActors actors,
            AccountService accounts,
            OpportunityService opportunities,
            ContractService contracts,
            ContractStateService states,
            ApprovalService approvals,
            DecisionService decisions,
            ReceiptService receipts,
            ReceiptAllocationService payments,
            CommissionPlanService plans,
            CompanyService company,
            BusinessTime time) {
        this.actors = actors;
        this.accounts = accounts;
        this.opportunities = opportunities;
        this.contracts = contracts;
        this.states = states;
        this.approvals = approvals;
        this.decisions = decisions;
        this.receipts = receipts;
        this.payments = payments;
        this.plans = plans;
        this.company = company;
        this.time = time;
    }

    void agree() {
        plans.create(
                Demo.MAKER,
                new CommissionPlanDraft(
                        "2026 销售提成方案 Sales commission",
                        Period.QUARTER,
                        Method.TIER_MARGINAL,
                        null,
                        LocalDate.of(2026, 1, 1),
                        null,
                        null,
                        null,
                        List.of(tier(0, 3), tier(100_000, 5), tier(300_000, 8)),
                        null,
                        null));
        Viewer finance = actors.named("tang.rui");
        List<Viewer> approvers = List.of(actors.named("han.mei"), finance, actors.named("gu.ning"));
        Random random = Demo.random("contracts");
        List<Opportunity> won = won();
        for (int i = 0; i < won.size(); i++) {
            Contract contract = submitted(won.get(i), i);
            // The newest still wait for somebody's word.
            if (i >= WAITING) {
                approvers.forEach(approver -> approve(approver, contract));
                paid(random, signed(won.get(i), contract), finance);
            }
        }
    }

    private static Tier tier(int from, int rate) {
        return new Tier(BigDecimal.valueOf(from), BigDecimal.valueOf(rate));
    }

    /** The largest, the newest of them first. */
    private List<Opportunity> won() {
        List<String> known =
                IntStream.range(0, DemoSales.OPPORTUNITIES)
                        .mapToObj(number -> "demo:opportunity:" + number)
                        .toList();
        Set<Long> ids = new HashSet<>(opportunities.byExternalIds(Demo.MAKER, known).values());
        return opportunities.byIds(Demo.MAKER, ids).stream()
                .filter(each -> each.stageCategory() == Category.WON)
                .filter(this::isWithHisOwnCustomer)
                .sorted(Comparator.comparing(DemoContracts::worth).reversed())
                .limit(CONTRACTS)
                .sorted(Comparator.comparing(DemoContracts::closedAt).reversed())
                .toList();
    }

    /** Whoever does not see the customer makes no contract with it. */
    private boolean isWithHisOwnCustomer(Opportunity deal) {
        Long account = deal.accountId();
        return account != null
                && accounts.owner(actors.by(deal.ownerId()), Action.READ, account) != null;
    }

    private static BigDecimal worth(Opportunity opportunity) {
        return Objects.requireNonNullElse(opportunity.companyValue(), BigDecimal.ZERO);
    }

    private static Instant closedAt(Opportunity opportunity) {
        return Objects.requireNonNull(opportunity.closedAt());
    }

    /** By the seller: 30 % at once, 40 % after two months, the rest with the acceptance. */
    private Contract submitted(Opportunity deal, int number) {
        Viewer seller = actors.by(deal.ownerId());
        LocalDate day = company.company().dayOf(closedAt(deal));
        BigDecimal amount = Objects.requireNonNull(deal.value());
        BigDecimal first = part(amount, "0.3");
        BigDecimal second = part(amount, "0.4");
        Contract contract =
                contracts.create(
                        seller,
                        new ContractDraft(
                                RecordRef.ofNullable(RecordType.ACCOUNT, deal.accountId()),
                                RecordRef.of(RecordType.OPPORTUNITY, deal.id()),
                                null,
                                "采购合同 Purchase · " + deal.name(),
                                amount,
                                deal.currency(),
                                day,
                                day.plusYears(1),
                                null,
                                List.of(
                                        due("预付款 Advance", day.plusDays(10), first),
                                        due("发货款 On delivery", day.plusDays(60), second),
                                        new InstalmentDraft(
                                                null,
                                                "验收款 On acceptance",
                                                Trigger.MILESTONE,
                                                null,
                                                "验收 Acceptance",
                                                15,
                                                amount.subtract(first).subtract(second))),
                                null,
                                "demo:contract:" + number,
                                null));
        return states.submit(seller, which(contract));
    }

    private static InstalmentDraft due(String name, LocalDate day, BigDecimal amount) {
        return new InstalmentDraft(null, name, Trigger.DATE, day, null, null, amount);
    }

    private static BigDecimal part(BigDecimal amount, String share) {
        return amount.multiply(new BigDecimal(share)).setScale(2, RoundingMode.HALF_UP);
    }

    private static ContractStateService.Which which(Contract contract) {
        return new ContractStateService.Which(contract.id(), contract.version());
    }

    private void approve(Viewer approver, Contract contract) {
        var about = new RecordKey(RecordType.CONTRACT, contract.id());
        List<Approval> waiting =
                approvals.awaiting(approver, MINE).nodes().stream()
                        .filter(approval -> approval.about().equals(about))
                        .toList();
        for (ApprovalTask task : approvals.tasks(approver, waiting)) {
            if (task.state() == ApprovalTask.State.OPEN
                    && Objects.equals(approver.userId(), task.approverId())) {
                decisions.decide(
                        approver,
                        new DecisionService.Which(task.id(), task.version()),
                        new Decision(Decision.Kind.APPROVE, "同意 Agreed", null),
                        null);
            }
        }
    }

    private Contract signed(Opportunity deal, Contract submitted) {
        Viewer seller = actors.by(deal.ownerId());
        return states.sign(
                seller,
                which(contracts.get(seller, submitted.id())),
                company.company().dayOf(closedAt(deal)),
                true);
    }

    /** Three of four instalments that are due have been paid. */
    private void paid(Random random, Contract contract, Viewer finance) {
        LocalDate today = company.company().dayOf(time.now());
        for (Instalment each : contract.instalments()) {
            LocalDate due = each.dueOn();
            if (due != null && due.isBefore(today) && random.nextInt(4) > 0) {
                LocalDate day = due.plusDays(random.nextInt(12));
                Receipt receipt =
                        receipts.create(
                                actors.by(contract.ownerId()),
                                new ReceiptDraft(
                                        null,
                                        RecordRef.of(RecordType.CONTRACT, contract.id()),
                                        each.amount(),
                                        null,
                                        null,
                                        day.isAfter(today) ? today : day,
                                        "6222 0200 0001",
                                        "demo %d.%d".formatted(contract.id(), each.position()),
                                        null,
                                        null,
                                        null,
                                        "demo:receipt:%d.%d"
                                                .formatted(contract.id(), each.position()),
                                        null));
                payments.confirm(
                        finance,
                        new ReceiptAllocationService.Which(receipt.id(), receipt.version()),
                        null,
                        false);
            }
        }
    }
}
