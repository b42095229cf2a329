package headwater.crm.demo;

import headwater.crm.opportunity.LineDraft;
import headwater.crm.opportunity.OpportunityDraft;
import headwater.crm.opportunity.OpportunityImport;
import headwater.crm.opportunity.OpportunityImport.PastClosing;
import headwater.crm.opportunity.OpportunityImport.PastMove;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pipeline.Pipeline;
import headwater.crm.pipeline.PipelineService;
import headwater.crm.pipeline.Stage;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Two years of selling, up to today. */
@Component
class DemoSales {
    static final int OPPORTUNITIES = 480;
    private static final int DAYS = 730;
    private static final List<String> LOST_REASONS =
            List.of("价格 Price", "竞争对手 Competitor", "项目取消 Cancelled", "无预算 No budget");

    private final OpportunityImport imports;
    private final PipelineService pipelines;
    private final BusinessTime time;

    DemoSales(OpportunityImport imports, PipelineService pipelines, BusinessTime time) {
        this.imports = imports;
        this.pipelines = pipelines;
        this.time = time;
    }

    /**
     * @return how many opportunities were made
     */
    int sell() {
        Pipeline pipeline =
                Violations.present(pipelines.find(Demo.MAKER, null, new Violations(), "pipeline"));
        List<Stage> open =
                pipeline.stages().stream()
                        .filter(stage -> stage.category() == Category.OPEN)
                        .toList();
        Instant today = time.now().truncatedTo(ChronoUnit.DAYS);
        Random random = Demo.random("sales");
        for (int number = 0; number < OPPORTUNITIES; number++) {
            imports.create(Demo.MAKER, opportunity(random, number, open, today));
        }
        return OPPORTUNITIES;
    }

    private static OpportunityImport.Row opportunity(
            Random random, int number, List<Stage> open, Instant today) {
        Instant at = today.minus(Duration.ofHours(24L * random.nextInt(DAYS) + 15));
        Instant created = at;
        boolean wins = random.nextInt(100) < 58;
        int stops = wins ? open.size() : 1 + random.nextInt(open.size());
        List<PastMove> moves = new ArrayList<>();
        for (int stage = 1; stage < stops; stage++) {
            at = at.plus(stay(random));
            if (at.isAfter(today)) {
                return row(random, number, created, moves, null, today);
            }
            moves.add(
                    new PastMove(
                            RecordRef.of(RecordType.STAGE, open.get(stage).id()), at, null, null));
        }
        at = at.plus(stay(random));
        PastClosing closing =
                at.isAfter(today)
                        ? null
                        : new PastClosing(
                                wins ? Category.WON : Category.LOST,
                                at,
                                null,
                                wins ? null : Demo.pick(random, LOST_REASONS),
                                null,
                                null);
        return row(random, number, created, moves, closing, today);
    }

    private static Duration stay(Random random) {
        return Duration.ofHours(20 + random.nextInt(24 * 24));
    }

    private static OpportunityImport.Row row(
            Random random,
            int number,
            Instant created,
            List<PastMove> moves,
            @Nullable PastClosing closing,
            Instant today) {
        Demo.Product product = Demo.pick(random, Demo.PRODUCTS);
        boolean abroad = random.nextInt(10) == 0;
        BigDecimal price = BigDecimal.valueOf(product.listPrice());
        var line =
                new LineDraft(
                        Demo.ref(product.name()),
                        BigDecimal.valueOf(1 + random.nextInt(5)),
                        abroad ? price.divide(BigDecimal.TEN, 2, RoundingMode.HALF_UP) : price,
                        BigDecimal.valueOf(5L * random.nextInt(4)));
        int account = random.nextInt(Demo.ACCOUNTS);
        return new OpportunityImport.Row(
                new OpportunityDraft(
                        "%s · %d".formatted(product.name(), number),
                        Demo.ref(Demo.accountId(account)),
                        null,
                        Demo.ref(Demo.pick(random, Demo.SELLERS)),
                        null,
                        null,
                        null,
                        abroad ? "USD" : null,
                        (closing == null ? today : created)
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()
                                .plusDays(10L + random.nextInt(90)),
                        null,
                        null,
                        List.of(line),
                        created,
                        "demo:opportunity:" + number,
                        null),
                moves,
                closing);
    }
}
