package headwater.crm.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;

/** The schema's own scalars and the Java types they become. */
final class Scalars {
    private Scalars() {}

    /** To the microsecond, which is what PostgreSQL keeps. */
    static final GraphQLScalarType DATE_TIME =
            scalar(
                    "DateTime",
                    "\"2026-03-31T23:30:00+08:00\"",
                    text -> OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS),
                    Instant::toString,
                    Instant.class);

    static final GraphQLScalarType DATE =
            scalar(
                    "Date",
                    "\"2026-03-31\"",
                    LocalDate::parse,
                    LocalDate::toString,
                    LocalDate.class);

    static final GraphQLScalarType DECIMAL =
            scalar(
                    "Decimal",
                    "\"1054.00\"",
                    Scalars::decimal,
                    BigDecimal::toPlainString,
                    BigDecimal.class);

    private static BigDecimal decimal(String text) {
        if (text.length() > 40) {
            throw new NumberFormatException("longer than 40 characters");
        }
        var number = new BigDecimal(text);
        if (number.precision() - number.scale() > 30 || number.scale() > 30) {
            throw new NumberFormatException("more than 30 digits on one side");
        }
        return number;
    }

    private static <T> GraphQLScalarType scalar(
            String name,
            String example,
            Function<String, T> parse,
            Function<T, String> print,
            Class<T> type) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(
                        new Coercing<T, String>() {
                            @Override
                            public String serialize(
                                    Object value, GraphQLContext context, Locale locale) {
                                return print.apply(type.cast(value));
                            }

                            @Override
                            public T parseValue(
                                    Object input, GraphQLContext context, Locale locale) {
                                try {
                                    return parse.apply(input.toString());
                                } catch (RuntimeException e) {
                                    throw new CoercingParseValueException(refusal(input));
                                }
                            }

                            @Override
                            public T parseLiteral(
                                    Value<?> input,
                                    CoercedVariables variables,
                                    GraphQLContext context,
                                    Locale locale) {
                                try {
                                    return parse.apply(text(input));
                                } catch (RuntimeException e) {
                                    throw new CoercingParseLiteralException(refusal(text(input)));
                                }
                            }

                            private String refusal(Object input) {
                                return "\"%s\" is not a %s; one looks like %s."
                                        .formatted(input, name, example);
                            }
                        })
                .build();
    }

    private static String text(Value<?> literal) {
        return switch (literal) {
            case StringValue string -> String.valueOf(string.getValue());
            case IntValue integer -> String.valueOf(integer.getValue());
            case FloatValue number -> String.valueOf(number.getValue());
            default -> literal.toString();
        };
    }
}
