package headwater.analytics;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * SQL of a question.
 *
 * @param sql reads tables only through placeholders such as {@code {opportunity_change}}, see
 *     {@link Scan}; values are named parameters ({@code :from}), never text
 * @param parameters by name; a collection becomes a list of values
 */
public record Query(String sql, Map<String, Object> parameters) {

    /**
     * An instant as it is bound: microseconds since 1970, which no zone can change. Instants too
     * far away for that are as far as it goes.
     */
    public static long micros(Instant instant) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        } catch (ArithmeticException tooFar) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
