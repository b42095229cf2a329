package headwater.crm.demo;

import headwater.crm.account.Account;
import headwater.crm.account.AccountService;
import headwater.crm.activity.Interaction.Kind;
import headwater.crm.activity.Interaction.Outcome;
import headwater.crm.activity.InteractionDraft;
import headwater.crm.activity.InteractionService;
import headwater.crm.company.CompanyService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pool.ClaimService;
import headwater.crm.pool.Pool.PoolObject;
import headwater.crm.pool.PoolDraft;
import headwater.crm.pool.PoolService;
import headwater.crm.pool.RecycleRule.OpenOpportunities;
import headwater.crm.pool.RecycleRule.Trigger;
import headwater.crm.shared.RecordType;
import headwater.crm.sharing.ShareDraft;
import headwater.crm.task.Task.Priority;
import headwater.crm.task.TaskDraft;
import headwater.crm.task.TaskService;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * What the demo company's sellers do all day: they call and visit their customers, note what they
 * have to do, and give back whom they have no time for.
 */
@Component
class DemoActivities {
    private static final String POOL = "客户公海 Customer pool";

    /** The last customers are those that their sellers give back. */
    private static final int GIVEN_BACK = 4;

    private final AccountService accounts;
    private final InteractionService interactions;
    private final TaskService tasks;
    private final PoolService pools;
    private final ClaimService claims;
    private final DemoActors actors;
    private final CompanyService company;
    private final BusinessTime time;

    DemoActivities(
            AccountService accounts,
            InteractionService interactions,
            TaskService tasks,
            PoolService pools,
            ClaimService claims,
            DemoActors actors,
            CompanyService company,
            BusinessTime time) {
        this.accounts = accounts;
        this.interactions = interactions;
        this.tasks = tasks;
        this.pools = pools;
        this.claims = claims;
        this.actors = actors;
        this.company = company;
        this.time = time;
    }

    void work() {
        pool();
        Random random = Demo.random("activities");
        for (int number = 0; number < Demo.ACCOUNTS; number++) {
            Account account = account(number);
            Viewer owner = actors.by(Objects.requireNonNull(account.ownerId()));
            if (number >= Demo.ACCOUNTS - GIVEN_BACK) {
                giveBack(owner, account);
            } else {
                talk(owner, number, random);
            }
        }
        Demo.SELLERS.forEach(this::plan);
    }

    private void pool() {
        var everybody =
                List.of(
                        member("SELLER", false),
                        member("MANAGER", false),
                        member("SALES_DIRECTOR", true));
        var rule =
                new PoolDraft.Rule(
                        null,
                        null,
                        Trigger.NO_FOLLOWUP,
                        60,
                        null,
                        null,
                        false,
                        OpenOpportunities.BLOCK);
        pools.create(
                Demo.MAKER,
                new PoolDraft(
                        POOL,
                        PoolObject.ACCOUNT,
                        0,
                        everybody,
                        List.of("name", "industry", "grade"),
                        List.of("phone"),
                        5,
                        40,
                        7,
                        0,
                        30,
                        3,
                        60,
                        List.of(rule),
                        POOL,
                        null));
    }

    private static PoolDraft.Member member(String role, boolean administers) {
        return new PoolDraft.Member(new ShareDraft.With(null, null, null, role), administers);
    }

    /** Two of three customers were talked to today, the others are waiting. */
    private void talk(Viewer owner, int number, Random random) {
        Instant now = time.now();
        interact(owner, number, Kind.VISIT, "现场调研 Site survey", now.minus(Duration.ofDays(40)));
        interact(owner, number, Kind.EMAIL, "发送资料 Sent material", now.minus(Duration.ofDays(15)));
        if (number % 3 > 0) {
            Instant today = now.minus(Duration.ofMinutes(10L + random.nextInt(120)));
            interact(owner, number, Kind.CALL, "电话回访 Follow-up call", today);
        }
    }

    private void interact(Viewer owner, int number, Kind kind, String subject, Instant at) {
        Outcome outcome =
                switch (kind) {
                    case CALL -> Outcome.CONNECTED;
                    case VISIT -> Outcome.HELD;
                    default -> null;
                };
        interactions.create(
                owner,
                new InteractionDraft(
                        kind,
                        null,
                        subject,
                        null,
                        at,
                        null,
                        outcome,
                        null,
                        null,
                        Demo.ref(Demo.accountId(number)),
                        null,
                        null,
                        null,
                        "demo:interaction:%d:%s".formatted(number, kind),
                        null));
    }

    private void giveBack(Viewer owner, Account account) {
        claims.release(
                owner,
                RecordType.ACCOUNT.encode(account.id()),
                account.version(),
                Demo.ref(POOL),
                "暂无需求 No need for now");
    }

    /** Something for today, something late, and something for next week. */
    private void plan(String seller) {
        Viewer viewer = actors.named(seller);
        var settings = company.company();
        LocalDate today = settings.dayOf(time.now());
        List<String> subjects =
                List.of("准备报价 Prepare a quote", "回复技术问题 Answer questions", "约客户拜访 Arrange a visit");
        List<Integer> days = List.of(0, -2, 6);
        for (int i = 0; i < subjects.size(); i++) {
            tasks.create(
                    viewer,
                    new TaskDraft(
                            subjects.get(i),
                            null,
                            i == 1 ? Priority.HIGH : null,
                            null,
                            today.plusDays(days.get(i))
                                    .atTime(18, 0)
                                    .atZone(settings.zone())
                                    .toInstant(),
                            null,
                            null,
                            null,
                            "demo:task:%s:%d".formatted(seller, i),
                            null));
        }
    }

    private Account account(int number) {
        String id = Demo.accountId(number);
        Long key = accounts.byExternalIds(Demo.MAKER, List.of(id)).get(id);
        return accounts.byIds(Demo.MAKER, Set.of(Objects.requireNonNull(key, id))).getFirst();
    }
}
