package headwater.analytics.metric;

import headwater.analytics.CompanyCalendar;
import headwater.analytics.Scope;
import headwater.analytics.WarehouseFixture;
import headwater.analytics.metric.MetricAnswer.DimensionValue;
import headwater.analytics.metric.MetricAnswer.Row;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** A metric question with defaults: the year 2024, no grain, no dimensions, everything in sight. */
record MetricAsk(
        WarehouseFixture warehouse,
        String metric,
        String from,
        String to,
        @Nullable TimeGrain grain,
        List<Dimension> dimensions,
        MetricFilter filter,
        @Nullable Instant asOf,
        CompanyCalendar calendar,
        Scope scope) {

    static MetricAsk of(WarehouseFixture warehouse, String metric) {
        return new MetricAsk(
                warehouse,
                metric,
                "2024-01-01",
                "2025-01-01",
                null,
                List.of(),
                MetricFilter.NONE,
                null,
                WarehouseFixture.SHANGHAI,
                new Scope.All());
    }

    MetricAsk period(String newFrom, String newTo) {
        return new MetricAsk(
                warehouse,
                metric,
                newFrom,
                newTo,
                grain,
                dimensions,
                filter,
                asOf,
                calendar,
                scope);
    }

    MetricAsk grain(TimeGrain newGrain) {
        return new MetricAsk(
                warehouse, metric, from, to, newGrain, dimensions, filter, asOf, calendar, scope);
    }

    MetricAsk by(Dimension... newDimensions) {
        return new MetricAsk(
                warehouse,
                metric,
                from,
                to,
                grain,
                List.of(newDimensions),
                filter,
                asOf,
                calendar,
                scope);
    }

    MetricAsk only(MetricFilter newFilter) {
        return new MetricAsk(
                warehouse, metric, from, to, grain, dimensions, newFilter, asOf, calendar, scope);
    }

    MetricAsk asOf(String local) {
        return new MetricAsk(
                warehouse,
                metric,
                from,
                to,
                grain,
                dimensions,
                filter,
                WarehouseFixture.at(local),
                calendar,
                scope);
    }

    MetricAsk fiscalYearFrom(int month) {
        var fiscal = new CompanyCalendar(calendar.zone(), month, calendar.currency());
        return new MetricAsk(
                warehouse, metric, from, to, grain, dimensions, filter, asOf, fiscal, scope);
    }

    MetricAsk as(Scope newScope) {
        return new MetricAsk(
                warehouse, metric, from, to, grain, dimensions, filter, asOf, calendar, newScope);
    }

    MetricAnswer answer() {
        var question =
                new MetricQuestion(
                        metric,
                        LocalDate.parse(from),
                        LocalDate.parse(to),
                        grain,
                        dimensions,
                        filter,
                        asOf,
                        calendar);
        return warehouse.ask(question, scope).value();
    }

    List<Row> rows() {
        return answer().rows();
    }

    /** The only row. */
    Row row() {
        List<Row> rows = rows();
        if (rows.size() != 1) {
            throw new AssertionError("One row was expected, there are " + rows);
        }
        return rows.getFirst();
    }

    /** Each row as: bucket, labels (- for none), value. */
    List<String> lines() {
        return rows().stream().map(MetricAsk::line).toList();
    }

    private static String line(Row row) {
        String labels =
                row.dimensions().stream().map(MetricAsk::label).collect(Collectors.joining(", "));
        return (row.bucket() == null ? "" : row.bucket() + " ")
                + (labels.isEmpty() ? "" : labels + " ")
                + (row.value() == null ? "null" : row.value());
    }

    private static String label(DimensionValue value) {
        return value.label() == null ? "-" : value.label();
    }
}
