package headwater.crm.demo;

import headwater.crm.opportunity.LineDraft;
import headwater.crm.opportunity.OpportunityDraft;
import headwater.crm.opportunity.OpportunityService;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pipeline.Criterion;
import headwater.crm.pipeline.Criterion.Kind;
import headwater.crm.pipeline.PipelineDraft;
import headwater.crm.pipeline.PipelineDraft.StageDraft;
import headwater.crm.pipeline.PipelineService;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.pipeline.TaskTemplate;
import headwater.crm.shared.RecordRef;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** Larger deals, which go through stages that ask for something; some have waited for too long. */
@Component
class DemoProjects {
    private static final String NAME = "项目型销售 Projects";
    private static final int PROJECTS = 12;

    private final PipelineService pipelines;
    private final OpportunityService opportunities;
    private final BusinessTime time;

    DemoProjects(PipelineService pipelines, OpportunityService opportunities, BusinessTime time) {
        this.pipelines = pipelines;
        this.opportunities = opportunities;
        this.time = time;
    }

    void begin() {
        pipelines.create(
                Demo.MAKER, new PipelineDraft(NAME, false, false, true, 180, stages(), NAME, null));
        Random random = Demo.random("projects");
        for (int number = 0; number < PROJECTS; number++) {
            opportunities.create(Demo.MAKER, project(random, number));
        }
    }

    private static List<StageDraft> stages() {
        return List.of(
                stage(
                        "初步接触 First contact",
                        10,
                        false,
                        7,
                        List.of(),
                        List.of(
                                task("了解客户现状与预算 Learn needs and budget", true),
                                visit("上门拜访 Visit the customer"))),
                stage(
                        "方案报价 Proposal",
                        40,
                        false,
                        30,
                        List.of(
                                criterion(Kind.AMOUNT_ABOVE, BigDecimal.ZERO),
                                criterion(Kind.DECISION_MAKER, null)),
                        List.of(task("提交技术方案 Hand in the technical concept", true))),
                stage(
                        "商务谈判 Negotiation",
                        70,
                        true,
                        21,
                        List.of(
                                criterion(Kind.APPROVED_QUOTE, null),
                                criterion(Kind.CLOSE_DATE_AHEAD, null)),
                        List.of()),
                end("赢单 Won", Category.WON, List.of(criterion(Kind.SIGNED_CONTRACT, null))),
                end("输单 Lost", Category.LOST, List.of()));
    }

    private static StageDraft stage(
            String name,
            int probability,
            boolean approval,
            int days,
            List<Criterion> entry,
            List<TaskTemplate.Draft> tasks) {
        return new StageDraft(
                null,
                name,
                Category.OPEN,
                probability,
                null,
                entry.isEmpty(),
                approval,
                days,
                days,
                entry,
                null,
                tasks);
    }

    private static StageDraft end(String name, Category category, List<Criterion> entry) {
        return new StageDraft(
                null, name, category, null, null, null, null, null, null, entry, null, null);
    }

    private static Criterion criterion(Kind kind, @Nullable BigDecimal above) {
        return new Criterion(kind, null, above, null, null);
    }

    private static TaskTemplate.Draft task(String title, boolean mandatory) {
        return new TaskTemplate.Draft(title, null, 5, mandatory, null, null);
    }

    /** Done by whoever logs a visit. */
    private static TaskTemplate.Draft visit(String title) {
        var visited = new Criterion(Kind.INTERACTIONS, null, null, 1, "VISIT");
        return new TaskTemplate.Draft(title, null, 5, false, null, visited);
    }

    /** Every third one came in more than a week ago. */
    private OpportunityDraft project(Random random, int number) {
        Instant created = time.now().minus(Duration.ofDays(number % 3 == 0 ? 9 : 2));
        LocalDate today = created.atZone(ZoneOffset.UTC).toLocalDate();
        Demo.Product product = Demo.pick(random, Demo.PRODUCTS);
        return new OpportunityDraft(
                "智慧仓储项目 Smart warehouse · " + number,
                Demo.ref(Demo.accountId(random.nextInt(Demo.ACCOUNTS))),
                null,
                Demo.ref(Demo.pick(random, Demo.SELLERS)),
                new RecordRef(null, null, NAME),
                null,
                null,
                null,
                today.plusDays(90L + random.nextInt(60)),
                null,
                null,
                List.of(
                        new LineDraft(
                                Demo.ref(product.name()),
                                BigDecimal.valueOf(10L + random.nextInt(20)),
                                null,
                                null)),
                created,
                "demo:project:" + number,
                null);
    }
}
