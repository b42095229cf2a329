package headwater.analytics.metric;

import headwater.analytics.QuestionRefused;
import headwater.analytics.metric.MetricAnswer.DimensionValue;
import headwater.analytics.metric.MetricAnswer.Row;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Turns the groups ClickHouse found into rows, with the buckets in which it found nothing. */
final class MetricRows {

    private static final int LIMIT = 100_000;
    private static final int LOW_SAMPLE = 5;

    private static final Comparator<DimensionValue> BY_KEY =
            Comparator.comparing(
                            DimensionValue::id, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(
                            DimensionValue::text, Comparator.nullsLast(Comparator.naturalOrder()));

    private final MetricQuestion question;
    private final Buckets buckets;

    MetricRows(MetricQuestion question, Buckets buckets) {
        this.question = question;
        this.buckets = buckets;
    }

    private record Cell(long bucket, List<DimensionValue> dimensions) {}

    private record Figures(double numerator, double denominator, long n) {}

    List<Row> read(ResultSet rows) throws SQLException {
        Map<Cell, Figures> found = new HashMap<>();
        TreeSet<List<DimensionValue>> tuples = new TreeSet<>(MetricRows::compare);
        if (question.dimensions().isEmpty()) {
            tuples.add(List.of());
        }
        while (rows.next()) {
            List<DimensionValue> tuple = dimensions(rows);
            tuples.add(tuple);
            found.put(
                    new Cell(rows.getLong("bucket"), tuple),
                    new Figures(
                            rows.getDouble("numerator"),
                            rows.getDouble("denominator"),
                            rows.getLong("n")));
        }
        return filled(found, tuples);
    }

    private List<Row> filled(Map<Cell, Figures> found, TreeSet<List<DimensionValue>> tuples) {
        if ((long) tuples.size() * buckets.starts().size() > LIMIT) {
            throw new QuestionRefused(
                    "%s has more than %d rows; ask for a coarser grain, a shorter period or fewer dimensions"
                            .formatted(question.metric(), LIMIT));
        }
        List<Row> rows = new ArrayList<>();
        for (LocalDate start : buckets.starts()) {
            for (List<DimensionValue> tuple : tuples) {
                Cell cell = new Cell(start.toEpochDay(), tuple);
                Figures figures = found.getOrDefault(cell, new Figures(0, 0, 0));
                rows.add(row(question.grain() == null ? null : start, tuple, figures));
            }
        }
        return List.copyOf(rows);
    }

    private Row row(@Nullable LocalDate bucket, List<DimensionValue> tuple, Figures figures) {
        MetricType type = question.definition().type();
        double numerator = figures.numerator();
        double denominator = figures.denominator();
        boolean divides = type == MetricType.RATIO || type == MetricType.MEAN;
        Double value =
                switch (type) {
                    case RATIO, MEAN -> denominator == 0 ? null : numerator / denominator;
                    case QUANTILE -> figures.n() == 0 ? null : numerator;
                    case SUM, COUNT, BALANCE -> numerator;
                };
        return new Row(
                bucket,
                tuple,
                value,
                type == MetricType.QUANTILE ? null : numerator,
                divides ? denominator : null,
                figures.n(),
                type.isSampled() && figures.n() < LOW_SAMPLE);
    }

    private List<DimensionValue> dimensions(ResultSet rows) throws SQLException {
        List<DimensionValue> values = new ArrayList<>();
        for (Dimension dimension : question.dimensions()) {
            String key = rows.getString(dimension.keyColumn());
            boolean isId = key != null && !dimension.isText();
            values.add(
                    new DimensionValue(
                            dimension,
                            isId ? Long.valueOf(key) : null,
                            isId ? null : key,
                            key == null ? null : rows.getString(dimension.labelColumn())));
        }
        return List.copyOf(values);
    }

    private static int compare(List<DimensionValue> left, List<DimensionValue> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = BY_KEY.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
