package headwater.analytics.metric;

import headwater.analytics.QuestionRefused;
import headwater.analytics.metric.MetricDefinition.Formula;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every metric there is, in the order in which they are listed. */
public final class MetricRegistry {

    private static final Set<Dimension> ALL = EnumSet.allOf(Dimension.class);
    private static final Set<Dimension> BUT_PRODUCT =
            EnumSet.complementOf(EnumSet.of(Dimension.PRODUCT));
    private static final Set<Dimension> NONE = Set.of();
    private static final String WON = "category = 'WON'";
    private static final String TIMED = "category = 'WON' AND cycle_days >= 0";

    private static final List<MetricDefinition> DEFINITIONS =
            List.of(
                    new MetricDefinition(
                            "winRate",
                            1,
                            MetricType.RATIO,
                            Unit.RATIO,
                            false,
                            NONE,
                            "Won opportunities among all closed in the period, by day of closing.",
                            "赢单率：期间内关闭的商机中赢单所占比例，按实际关闭日期。",
                            new Formula("true", "countIf(" + WON + ")", "count()", "count()")),
                    new MetricDefinition(
                            "wonAmount",
                            1,
                            MetricType.SUM,
                            Unit.MONEY,
                            true,
                            ALL,
                            "Sum of the amounts at close of opportunities won in the period.",
                            "赢单金额：期间内赢单商机关闭时金额之和。",
                            new Formula(WON, "ifNull(sum(amount), 0)", "NULL", "count()")),
                    count("wonCount", WON, "Opportunities won in the period.", "赢单数：期间内赢单的商机数。"),
                    count(
                            "lostCount",
                            "category = 'LOST'",
                            "Opportunities lost in the period.",
                            "输单数：期间内输单的商机数。"),
                    new MetricDefinition(
                            "averageDealSize",
                            1,
                            MetricType.MEAN,
                            Unit.MONEY,
                            false,
                            NONE,
                            "Mean amount at close of opportunities won in the period; those"
                                    + " without an amount are left out.",
                            "客单价：期间内赢单商机关闭时金额的平均值，无金额者不计。",
                            new Formula(
                                    WON,
                                    "ifNull(sum(amount), 0)",
                                    "count(amount)",
                                    "count(amount)")),
                    cycle(
                            "salesCycleDays",
                            MetricType.MEAN,
                            new Formula(TIMED, "sum(cycle_days)", "count()", "count()"),
                            "Mean",
                            "平均值"),
                    cycle(
                            "salesCycleDaysMedian",
                            MetricType.QUANTILE,
                            quantile("0.5"),
                            "Median",
                            "中位数"),
                    cycle(
                            "salesCycleDaysP90",
                            MetricType.QUANTILE,
                            quantile("0.9"),
                            "90th percentile",
                            "九十分位数"),
                    new MetricDefinition(
                            "openCount",
                            1,
                            MetricType.BALANCE,
                            Unit.COUNT,
                            false,
                            BUT_PRODUCT,
                            "Open opportunities at the end of the bucket or of the period, or now"
                                    + " if that is earlier.",
                            "在途商机数：各时段末（不晚于当前时刻）处于进行中的商机数。",
                            new Formula("true", "count()", "NULL", "count()")));

    private MetricRegistry() {}

    /** All definitions. */
    public static List<MetricDefinition> definitions() {
        return DEFINITIONS;
    }

    /** A definition by name; {@link QuestionRefused} if there is none. */
    public static MetricDefinition named(String name) {
        return DEFINITIONS.stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new QuestionRefused(
                                        "There is no metric '%s'; there are %s"
                                                .formatted(name, names())));
    }

    private static String names() {
        return DEFINITIONS.stream().map(MetricDefinition::name).collect(Collectors.joining(", "));
    }

    private static MetricDefinition count(String name, String population, String en, String zh) {
        Formula formula = new Formula(population, "count()", "NULL", "count()");
        return new MetricDefinition(
                name, 1, MetricType.COUNT, Unit.COUNT, true, BUT_PRODUCT, en, zh, formula);
    }

    private static MetricDefinition cycle(
            String name, MetricType type, Formula formula, String en, String zh) {
        return new MetricDefinition(
                name,
                1,
                type,
                Unit.DAYS,
                false,
                NONE,
                en
                        + " of the days from creation to the last closing of opportunities won in the"
                        + " period, in the company's zone.",
                "销售周期" + zh + "：期间内赢单商机从创建到最后一次关闭的自然日数。",
                formula);
    }

    private static Formula quantile(String level) {
        return new Formula(TIMED, "quantileExact(" + level + ")(cycle_days)", "NULL", "count()");
    }
}
