package headwater.analytics.metric;

import headwater.analytics.Query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts a metric's statement together: facts, what they are joined to, groups, labels.
 *
 * <p>Lines are joined only where products are asked for, so that nothing is counted twice.
 */
final class MetricCompiler {

    private final MetricQuestion question;
    private final List<Condition> conditions;
    private final Set<Join> joins = EnumSet.noneOf(Join.class);

    private MetricCompiler(MetricQuestion question) {
        this.question = question;
        this.conditions = Condition.of(question.filter());
        question.dimensions().forEach(dimension -> joins.add(dimension.join()));
        conditions.forEach(condition -> joins.add(condition.join()));
        if (filtersProducts()) {
            joins.add(Join.PRODUCT);
        }
    }

    static Query compile(MetricQuestion question, Buckets buckets, Instant asOf) {
        MetricCompiler compiler = new MetricCompiler(question);
        return new Query(compiler.sql(), compiler.parameters(buckets, asOf));
    }

    private String sql() {
        List<String> fragments = new ArrayList<>();
        if (joins.contains(Join.REGION)) {
            fragments.add(Fragment.REGION);
        }
        fragments.add(isBalance() ? Fragment.OPEN : Fragment.CLOSED);
        if (joins.contains(Join.PRODUCT)) {
            fragments.add(Fragment.LINE);
            fragments.add(
                    Fragment.share(
                            question.dimensions().contains(Dimension.PRODUCT), filtersProducts()));
        }
        fragments.add(counted());
        fragments.add(grouped());
        return "WITH RECURSIVE " + String.join(",\n", fragments) + "\n" + labelled();
    }

    private String counted() {
        String where =
                Stream.concat(
                                conditions.stream().map(Condition::sql),
                                filtersProducts()
                                        ? Stream.of("share.part IS NOT NULL")
                                        : Stream.of())
                        .collect(Collectors.joining(" AND "));
        return """
        counted AS (
            SELECT fact.bucket AS bucket, fact.category AS category, fact.cycle_days AS cycle_days,
                %s AS amount%s
            FROM fact
            %s
            %s
        )\
        """
                .formatted(
                        amount(),
                        each(d -> ", %s AS %s".formatted(d.key(), d.keyColumn())),
                        joins.stream().map(Join::sql).collect(Collectors.joining("\n")),
                        where.isEmpty() ? "" : "WHERE " + where);
    }

    private String amount() {
        return joins.contains(Join.PRODUCT)
                ? "toDecimal128(toFloat64(fact.company_amount) * ifNull(share.part, 1), 8)"
                : "fact.company_amount";
    }

    private String grouped() {
        var formula = question.definition().formula();
        return """
        grouped AS (
            SELECT bucket%s, toFloat64(round(%s, 4)) AS numerator, %s AS denominator, %s AS n
            FROM counted
            WHERE %s
            GROUP BY bucket%s
        )\
        """
                .formatted(
                        each(d -> ", " + d.keyColumn()),
                        formula.numerator(),
                        formula.denominator(),
                        formula.n(),
                        formula.population(),
                        each(d -> ", " + d.keyColumn()));
    }

    private String labelled() {
        return """
        SELECT grouped.bucket AS bucket, grouped.numerator AS numerator,
            grouped.denominator AS denominator, grouped.n AS n%s
        FROM grouped
        %s
        """
                .formatted(
                        each(
                                d ->
                                        ", grouped.%s AS %s, %s AS %s"
                                                .formatted(
                                                        d.keyColumn(),
                                                        d.keyColumn(),
                                                        d.label(),
                                                        d.labelColumn())),
                        each(d -> d.labelJoin() + "\n"));
    }

    private String each(Function<Dimension, String> sql) {
        return question.dimensions().stream().map(sql).collect(Collectors.joining());
    }

    private Map<String, Object> parameters(Buckets buckets, Instant asOf) {
        Map<String, Object> parameters = new HashMap<>();
        conditions.forEach(condition -> parameters.put(condition.parameter(), condition.values()));
        parameters.put("products", question.filter().productIds());
        parameters.put("bucketStarts", buckets.startDays());
        parameters.put("bucketEnds", buckets.endMicros(question.calendar()));
        parameters.put("asOf", Query.micros(asOf));
        parameters.put("from", question.from().toEpochDay());
        parameters.put("to", question.to().toEpochDay());
        parameters.put("zone", question.calendar().zone().getId());
        return parameters;
    }

    private boolean filtersProducts() {
        return !question.filter().productIds().isEmpty();
    }

    private boolean isBalance() {
        return question.definition().type() == MetricType.BALANCE;
    }
}
