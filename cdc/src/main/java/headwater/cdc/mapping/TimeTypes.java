package headwater.cdc.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Dates, instants and times of day. Debezium gives numbers and ISO text, JDBC gives java.time;
 * ClickHouse holds 1900 to 2299.
 */
final class TimeTypes {

    private static final long FIRST_DAY = LocalDate.of(1900, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(2299, 12, 31).toEpochDay();
    private static final long DAY_MICROS = 86_400_000_000L;

    private TimeTypes() {}

    record Day() implements ColumnType {
        @Override
        public String sql() {
            return "Date32";
        }

        @Override
        public void write(RowBinary out, Object value) throws OutOfRange {
            long day = day(value);
            if (day < FIRST_DAY || day > LAST_DAY) {
                throw new OutOfRange("outside 1900 to 2299");
            }
            out.int32((int) day);
        }

        private static long day(Object value) {
            return value instanceof LocalDate date
                    ? date.toEpochDay()
                    : ((Number) value).longValue();
        }

        @Override
        public void writeZero(RowBinary out) {
            out.int32(0);
        }

        @Override
        public boolean alwaysNullable() {
            return true;
        }

        @Override
        public Object readable(Object value) {
            return LocalDate.ofEpochDay(day(value)).toString();
        }
    }

    /**
     * Both timestamps; one without a zone is kept as if it were UTC, so that its digits do not
     * depend on a server's zone.
     */
    record Moment() implements ColumnType {
        @Override
        public String sql() {
            return "DateTime64(6, 'UTC')";
        }

        @Override
        public void write(RowBinary out, Object value) throws OutOfRange {
            long micros;
            try {
                micros = micros(value);
            } catch (ArithmeticException | DateTimeException infinite) {
                throw new OutOfRange("not a finite time");
            }
            if (micros < FIRST_DAY * DAY_MICROS || micros >= (LAST_DAY + 1) * DAY_MICROS) {
                throw new OutOfRange("outside 1900 to 2299");
            }
            out.int64(micros);
        }

        private static long micros(Object value) {
            return switch (value) {
                case Number micros -> micros.longValue();
                case OffsetDateTime time -> sinceEpoch(time.toInstant());
                case LocalDateTime time -> sinceEpoch(time.toInstant(ZoneOffset.UTC));
                default -> sinceEpoch(OffsetDateTime.parse(value.toString()).toInstant());
            };
        }

        private static long sinceEpoch(Instant instant) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        }

        @Override
        public void writeZero(RowBinary out) {
            out.int64(0);
        }

        @Override
        public boolean alwaysNullable() {
            return true;
        }

        @Override
        public Object readable(Object value) {
            return value instanceof Number micros
                    ? Instant.EPOCH.plus(micros.longValue(), ChronoUnit.MICROS).toString()
                    : value.toString();
        }
    }

    /** Microseconds since midnight; PostgreSQL knows 24:00. */
    record TimeOfDay() implements ColumnType {
        @Override
        public String sql() {
            return "Int64";
        }

        @Override
        public void write(RowBinary out, Object value) {
            out.int64(
                    value instanceof LocalTime time
                            ? time.toNanoOfDay() / 1000
                            : ((Number) value).longValue());
        }

        @Override
        public void writeZero(RowBinary out) {
            out.int64(0);
        }

        @Override
        public boolean alwaysNullable() {
            return true;
        }

        @Override
        public Object readable(Object value) {
            return value;
        }
    }
}
