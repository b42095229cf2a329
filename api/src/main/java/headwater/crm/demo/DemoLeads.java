package headwater.crm.demo;

import headwater.crm.account.Account.Grade;
import headwater.crm.assignment.AssignmentRule.Strategy;
import headwater.crm.assignment.AssignmentRuleDraft;
import headwater.crm.assignment.AssignmentRuleDraft.CandidateDraft;
import headwater.crm.assignment.AssignmentRuleService;
import headwater.crm.campaign.Campaign;
import headwater.crm.campaign.CampaignDraft;
import headwater.crm.campaign.CampaignService;
import headwater.crm.identity.TeamService;
import headwater.crm.lead.Lead;
import headwater.crm.lead.Lead.Stage;
import headwater.crm.lead.LeadDraft;
import headwater.crm.lead.LeadService;
import headwater.crm.lead.LeadStageService;
import headwater.crm.pool.Pool.PoolObject;
import headwater.crm.pool.PoolDraft;
import headwater.crm.pool.PoolService;
import headwater.crm.pool.RecycleRule.OpenOpportunities;
import headwater.crm.pool.RecycleRule.Trigger;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.ShareDraft;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** The demo company's enquiries: two campaigns, two pools, a rule for each region, and leads. */
@Component
class DemoLeads {
    private static final int LEADS = 60;
    private static final String EAST = "华东大区 East China";
    private static final String ABROAD = "国际大区 International";
    private static final List<String> SOURCES =
            List.of("website", "exhibition", "agent", "referral", "telephone");
    private static final List<String> CHINESE = List.of("上海", "江苏", "浙江");
    private static final List<String> FOREIGN = List.of("Germany", "Italy", "France");

    private final PoolService pools;
    private final AssignmentRuleService rules;
    private final CampaignService campaigns;
    private final LeadService leads;
    private final LeadStageService stages;
    private final TeamService teams;

    DemoLeads(
            PoolService pools,
            AssignmentRuleService rules,
            CampaignService campaigns,
            LeadService leads,
            LeadStageService stages,
            TeamService teams) {
        this.pools = pools;
        this.rules = rules;
        this.campaigns = campaigns;
        this.leads = leads;
        this.stages = stages;
        this.teams = teams;
    }

    void enquire() {
        campaign("2026 春季工博会 Spring industry fair", "展会 Exhibition", 120_000, 98_500);
        campaign("智仓线上研讨会 SmartStore webinar", "研讨会 Webinar", 20_000, 14_200);
        pool("华东公海 East China pool", EAST);
        pool("国际公海 International pool", ABROAD);
        rule("华东线索轮流分配 East in turn", 1, CHINESE, "上海一组 Shanghai", "华东公海 East China pool");
        rule("国际线索轮流分配 Abroad in turn", 2, FOREIGN, "海外组 Overseas", "国际公海 International pool");
        Random random = Demo.random("leads");
        for (int number = 0; number < LEADS; number++) {
            lead(random, number);
        }
    }

    private void campaign(String name, String kind, int planned, int spent) {
        campaigns.create(
                Demo.MAKER,
                new CampaignDraft(
                        name,
                        kind,
                        Campaign.Status.COMPLETED,
                        LocalDate.of(2026, 4, 15),
                        LocalDate.of(2026, 4, 18),
                        BigDecimal.valueOf(planned),
                        BigDecimal.valueOf(spent),
                        null,
                        Demo.ref("lin.yue"),
                        null,
                        name,
                        null));
    }

    private void pool(String name, String team) {
        var members =
                List.of(
                        new PoolDraft.Member(
                                new ShareDraft.With(null, null, teamId(team), null), false),
                        new PoolDraft.Member(
                                new ShareDraft.With(null, null, null, "SALES_DIRECTOR"), true));
        var rule =
                new PoolDraft.Rule(
                        null,
                        null,
                        Trigger.NO_FOLLOWUP,
                        7,
                        null,
                        null,
                        true,
                        OpenOpportunities.BLOCK);
        pools.create(
                Demo.MAKER,
                new PoolDraft(
                        name,
                        PoolObject.LEAD,
                        0,
                        members,
                        List.of("company", "region", "industry", "grade"),
                        List.of("name", "phone"),
                        10,
                        80,
                        3,
                        0,
                        50,
                        5,
                        30,
                        List.of(rule),
                        name,
                        null));
    }

    private void rule(String name, int place, List<String> regions, String team, String pool) {
        rules.create(
                Demo.MAKER,
                new AssignmentRuleDraft(
                        name,
                        place,
                        true,
                        null,
                        null,
                        regions,
                        null,
                        null,
                        Strategy.ROUND_ROBIN,
                        List.of(new CandidateDraft(null, named(team), 1, null)),
                        80,
                        null,
                        false,
                        null,
                        Demo.ref(pool),
                        name,
                        null));
    }

    /** Two of three come in and are assigned, the others lie in the pool of their region. */
    private void lead(Random random, int number) {
        boolean chinese = random.nextInt(10) < 6;
        boolean pooled = number % 3 == 2;
        String pool = chinese ? "华东公海 East China pool" : "国际公海 International pool";
        Lead made =
                leads.create(
                        Demo.MAKER,
                        new LeadDraft(
                                chinese ? "刘经理 " + number : "Ms Keller " + number,
                                chinese
                                        ? "江南智造有限公司 " + number
                                        : "Rheinland Logistik GmbH " + number,
                                chinese ? "采购经理" : "Head of logistics",
                                "lead%d@enquiry.example".formatted(number),
                                "+86 138 0000 %04d".formatted(number),
                                null,
                                null,
                                Demo.pick(random, chinese ? CHINESE : FOREIGN),
                                Demo.pick(random, List.of(Grade.values())),
                                null,
                                Demo.ref(Demo.pick(random, SOURCES)),
                                number % 2 == 0
                                        ? Demo.ref("2026 春季工博会 Spring industry fair")
                                        : null,
                                null,
                                pooled ? Demo.ref(pool) : null,
                                null,
                                "demo:lead:" + number,
                                null));
        if (!pooled && number % 4 > 0) {
            Stage stage = List.of(Stage.CONTACTED, Stage.MQL, Stage.SQL).get(number % 3);
            stages.move(Demo.MAKER, made.id(), made.stamp().version(), stage, null);
        }
    }

    private @Nullable String teamId(String name) {
        var violations = new Violations();
        Long key = teams.find(Demo.MAKER, named(name), violations, "team");
        violations.refuse();
        return key == null ? null : RecordType.TEAM.encode(key);
    }

    private static RecordRef named(String name) {
        return new RecordRef(null, null, name);
    }
}
