package headwater.analytics.metric;

import headwater.analytics.CompanyCalendar;
import headwater.analytics.Query;
import headwater.analytics.Question;
import headwater.analytics.QuestionRefused;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;

/**
 * What was a metric in a period?
 *
 * @param metric a name in {@link MetricRegistry}
 * @param from first day of the period, in the company's zone
 * @param to first day after the period
 * @param grain null for the period as one
 * @param asOf only what happened before this instant; null for all until now
 */
public record MetricQuestion(
        String metric,
        LocalDate from,
        LocalDate to,
        @Nullable TimeGrain grain,
        List<Dimension> dimensions,
        MetricFilter filter,
        @Nullable Instant asOf,
        CompanyCalendar calendar)
        implements Question<MetricAnswer> {

    /** Refuses unknown metrics, empty periods and a dimension given twice. */
    public MetricQuestion {
        MetricRegistry.named(metric);
        if (!from.isBefore(to)) {
            throw new QuestionRefused(
                    "The period from %s to %s is empty; 'to' should be a later day than 'from'"
                            .formatted(from, to));
        }
        dimensions = List.copyOf(dimensions);
        if (new HashSet<>(dimensions).size() < dimensions.size()) {
            throw new QuestionRefused(
                    "A dimension is given twice in %s; give each once".formatted(dimensions));
        }
    }

    @Override
    public String name() {
        return metric;
    }

    @Override
    public Query query(Instant now) {
        return MetricCompiler.compile(this, buckets(), asOf == null ? now : asOf);
    }

    @Override
    public MetricAnswer read(ResultSet rows) throws SQLException {
        MetricDefinition definition = definition();
        return new MetricAnswer(
                definition.version(),
                definition.unit().name(),
                definition.unit() == Unit.MONEY ? calendar.currency() : null,
                new MetricRows(this, buckets()).read(rows));
    }

    MetricDefinition definition() {
        return MetricRegistry.named(metric);
    }

    private Buckets buckets() {
        return Buckets.of(from, to, grain, calendar);
    }
}
