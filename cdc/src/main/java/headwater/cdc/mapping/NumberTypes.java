package headwater.cdc.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/**
 * Integers, booleans, floating point and decimals, which come as text because only text carries NaN
 * and the infinities.
 */
final class NumberTypes {

    private NumberTypes() {}

    record Whole(int bytes) implements ColumnType {
        @Override
        public String sql() {
            return "Int" + bytes * 8;
        }

        @Override
        public void write(RowBinary out, Object value) {
            out.integer(BigInteger.valueOf(((Number) value).longValue()), bytes);
        }

        @Override
        public void writeZero(RowBinary out) {
            out.integer(BigInteger.ZERO, bytes);
        }

        @Override
        public Object readable(Object value) {
            return value;
        }
    }

    record Truth() implements ColumnType {
        @Override
        public String sql() {
            return "Bool";
        }

        @Override
        public void write(RowBinary out, Object value) {
            out.int8((Boolean) value ? 1 : 0);
        }

        @Override
        public void writeZero(RowBinary out) {
            out.int8(0);
        }

        @Override
        public Object readable(Object value) {
            return value;
        }
    }

    record Floating(int bytes) implements ColumnType {
        @Override
        public String sql() {
            return "Float" + bytes * 8;
        }

        @Override
        public void write(RowBinary out, Object value) {
            if (bytes == 4) {
                out.int32(Float.floatToRawIntBits(((Number) value).floatValue()));
            } else {
                out.int64(Double.doubleToRawLongBits(((Number) value).doubleValue()));
            }
        }

        @Override
        public void writeZero(RowBinary out) {
            out.integer(BigInteger.ZERO, bytes);
        }

        @Override
        public Object readable(Object value) {
            return String.valueOf(value);
        }
    }

    record Fixed(int precision, int scale) implements ColumnType {
        @Override
        public String sql() {
            return "Decimal(" + precision + ", " + scale + ")";
        }

        @Override
        public void write(RowBinary out, Object value) throws OutOfRange {
            out.integer(unscaled(value.toString()), bytes());
        }

        private BigInteger unscaled(String text) throws OutOfRange {
            BigDecimal number;
            try {
                number = new BigDecimal(text).setScale(scale);
            } catch (NumberFormatException notFinite) {
                throw new OutOfRange("not a finite number");
            } catch (ArithmeticException tooFine) {
                throw new OutOfRange("more than " + scale + " decimal places");
            }
            if (number.precision() > precision) {
                throw new OutOfRange("more than " + precision + " digits");
            }
            return number.unscaledValue();
        }

        private int bytes() {
            return precision <= 9 ? 4 : precision <= 18 ? 8 : precision <= 38 ? 16 : 32;
        }

        @Override
        public void writeZero(RowBinary out) {
            out.integer(BigInteger.ZERO, bytes());
        }

        @Override
        public Object readable(Object value) {
            return value.toString();
        }
    }

    /** A numeric without a precision: its exact text, special values as PostgreSQL writes them. */
    record Unbounded() implements ColumnType {
        @Override
        public String sql() {
            return "String";
        }

        @Override
        public void write(RowBinary out, Object value) {
            out.string(plain(value.toString()));
        }

        /** JDBC says NaN and Infinity, Debezium 3.6 NAN and POSITIVE_INFINITY. */
        private static String plain(String text) {
            return switch (text.toUpperCase(Locale.ROOT)) {
                case "NAN" -> "NaN";
                case "INFINITY", "POSITIVE_INFINITY" -> "Infinity";
                case "-INFINITY", "NEGATIVE_INFINITY" -> "-Infinity";
                default -> new BigDecimal(text).toPlainString();
            };
        }

        @Override
        public void writeZero(RowBinary out) {
            out.length(0);
        }

        @Override
        public Object readable(Object value) {
            return plain(value.toString());
        }
    }
}
