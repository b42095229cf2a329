package headwater.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;

/**
 * Every type's values, extremes among them, arrive the same by the first copy and by the stream.
 */
class TypeTests {

    private static StreamFixture fixture;

    /**
     * A value in PostgreSQL, and ClickHouse's text for it; null for a value that has no place
     * there.
     */
    record Value(String type, String literal, String expected) {

        @Override
        public String toString() {
            return type + " " + literal;
        }
    }

    static List<Value> values() {
        return List.of(
                new Value("smallint", "-32768", "-32768"),
                new Value("smallint", "32767", "32767"),
                new Value("integer", "-2147483648", "-2147483648"),
                new Value("bigint", "-9223372036854775808", "-9223372036854775808"),
                new Value("bigint", "9223372036854775807", "9223372036854775807"),
                new Value("boolean", "true", "true"),
                new Value("boolean", "false", "false"),
                new Value("real", "'NaN'", "nan"),
                new Value("real", "1.5", "1.5"),
                new Value("double precision", "'-Infinity'", "-inf"),
                new Value("double precision", "5e-324", "5e-324"),
                new Value("numeric(5,2)", "-999.99", "-999.99"),
                new Value("numeric(9,0)", "999999999", "999999999"),
                new Value("numeric(18,2)", "9999999999999999.99", "9999999999999999.99"),
                new Value("numeric(18,2)", "-0.01", "-0.01"),
                new Value("numeric(18,2)", "'NaN'", null),
                new Value("numeric(20,10)", "9999999999.9999999999", "9999999999.9999999999"),
                new Value("numeric(76,0)", "-" + "9".repeat(76), "-" + "9".repeat(76)),
                new Value("numeric", "123456789.000100", "123456789.000100"),
                new Value("numeric", "'NaN'", "NaN"),
                new Value("numeric", "'-Infinity'", "-Infinity"),
                new Value("numeric", "'Infinity'", "Infinity"),
                new Value("numeric", "1e20", "100000000000000000000"),
                new Value("text", "''", ""),
                new Value("text", "'İıŞş 王小明 😀 ''\\'", "İıŞş 王小明 😀 '\\"),
                new Value("varchar(10)", "'a'", "a"),
                new Value("char(3)", "'CNY'", "CNY"),
                new Value(
                        "uuid",
                        "'00112233-4455-6677-8899-aabbccddeeff'",
                        "00112233-4455-6677-8899-aabbccddeeff"),
                new Value("jsonb", "'{\"b\": 1.50, \"a\": null}'", "{\"a\": null, \"b\": 1.50}"),
                new Value("bytea", "'\\x4142'", "AB"),
                new Value("date", "'1900-01-01'", "1900-01-01"),
                new Value("date", "'2299-12-31'", "2299-12-31"),
                new Value("date", "'1899-12-31'", null),
                new Value("date", "'infinity'", null),
                new Value("timestamptz", "'1900-01-01 00:00:00+00'", "1900-01-01 00:00:00.000000"),
                new Value(
                        "timestamptz",
                        "'2299-12-31 23:59:59.999999+00'",
                        "2299-12-31 23:59:59.999999"),
                new Value(
                        "timestamptz",
                        "'2026-03-29 03:30:00.000001+08'",
                        "2026-03-28 19:30:00.000001"),
                new Value("timestamptz", "'-infinity'", null),
                new Value("timestamptz", "'2300-01-01 00:00:00+00'", null),
                new Value("timestamp", "'2026-04-05 02:30:00.5'", "2026-04-05 02:30:00.500000"),
                new Value("timestamp", "'infinity'", null),
                new Value("time", "'24:00'", "86400000000"),
                new Value("time", "'00:00:00.000001'", "1"),
                new Value("text[]", "'{a,NULL,\"b,c\"}'", "['a',NULL,'b,c']"),
                new Value("integer[]", "'{1,NULL}'", "[1,NULL]"),
                new Value("crm.color", "'red'", "red"),
                new Value("crm.positive", "7", "7"));
    }

    @BeforeAll
    static void copyThenStream() throws Exception {
        fixture = new StreamFixture();
        List<String> columns = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < values().size(); i++) {
            columns.add("c" + i + " " + values().get(i).type());
            literals.add(values().get(i).literal());
        }
        fixture.sql(
                "CREATE TYPE crm.color AS ENUM ('red')",
                "CREATE DOMAIN crm.positive AS bigint CHECK (value > 0)",
                "CREATE TABLE crm.sample (id integer PRIMARY KEY, "
                        + String.join(", ", columns)
                        + ")",
                "ALTER TABLE crm.sample REPLICA IDENTITY FULL",
                "ALTER PUBLICATION crm_cdc ADD TABLE crm.sample",
                "INSERT INTO crm.sample VALUES (1, " + String.join(", ", literals) + ")");
        fixture.start();
        fixture.sql(
                "INSERT INTO crm.sample VALUES (2, " + String.join(", ", literals) + ")",
                "INSERT INTO crm.sample (id) VALUES (3)");
        fixture.awaitApplied();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    @ParameterizedTest
    @MethodSource("values")
    void arriveTheSameByCopyAndByStream(Value value) {
        String column = "c" + values().indexOf(value);
        String text =
                value.type().endsWith("[]")
                        ? "toString(" + column + ")"
                        : "ifNull(toString(" + column + "), 'no place')";

        assertThat(
                        fixture.warehouse(
                                "SELECT "
                                        + text
                                        + " FROM cdc.sample_current WHERE id < 3 ORDER BY id"))
                .containsExactly(
                        value.expected() == null ? "no place" : value.expected(),
                        value.expected() == null ? "no place" : value.expected());
        assertThat(
                        fixture.warehouse(
                                "SELECT toString(count()) FROM cdc.dead_letter FINAL WHERE tbl = 'sample' AND col = '"
                                        + column
                                        + "'"))
                .containsExactly(value.expected() == null ? "2" : "0");
    }

    @ParameterizedTest
    @MethodSource("values")
    void missingValuesAreNullOrEmptyLists(Value value) {
        String column = "c" + values().indexOf(value);
        String expected = value.type().endsWith("[]") ? "[]" : "null";

        assertThat(
                        fixture.warehouse(
                                "SELECT ifNull(toString("
                                        + column
                                        + "), 'null') FROM cdc.sample_current WHERE id = 3"))
                .containsExactly(expected);
    }
}
