package headwater.importer.mapping;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Days and instants as they are written in a file, by a {@link DateTimeFormatter} pattern. A day
 * that is to be an instant begins in the mapping's zone; a time without offset is of that zone.
 */
record DateFormat(Kind kind, String pattern, DateTimeFormatter formatter) implements Scalar {
    static DateFormat read(Kind kind, Yaml yaml) {
        String pattern = yaml.absent() ? "yyyy-MM-dd" : yaml.text();
        try {
            // Strict knows "y" only beside an era; "u" is what people mean by it.
            var formatter = DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH);
            var format =
                    new DateFormat(
                            kind, pattern, formatter.withResolverStyle(ResolverStyle.STRICT));
            if (!format.readsWhatItWrites()) {
                throw yaml.wrong("does not say a whole day, or time: yyyy-MM-dd HH:mm would.");
            }
            return format;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw yaml.wrong("is not a date pattern such as yyyy-MM-dd or dd.MM.yyyy HH:mm.");
        }
    }

    @Override
    public @Nullable JsonNode parse(String text, ZoneId zone) {
        try {
            TemporalAccessor time =
                    formatter.parseBest(
                            text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (kind == Kind.DAY) {
                return JSON.stringNode(LocalDate.from(time).toString());
            }
            Instant instant =
                    switch (time) {
                        case OffsetDateTime known -> known.toInstant();
                        case LocalDateTime local -> local.atZone(zone).toInstant();
                        default -> LocalDate.from(time).atStartOfDay(zone).toInstant();
                    };
            return JSON.stringNode(instant.toString());
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public String expected() {
        return "a date of the form " + pattern;
    }

    /** False for a pattern without a year, or with a clock of 12 hours and no AM or PM. */
    private boolean readsWhatItWrites() {
        OffsetDateTime sample = OffsetDateTime.parse("2026-03-31T23:30:00+08:00");
        boolean hasTime = kind == Kind.INSTANT && pattern.matches(".*[hHkK].*");
        JsonNode read = parse(formatter.format(sample), sample.getOffset());
        Instant instant = hasTime ? sample.toInstant() : sample.toInstant().minusSeconds(84_600);
        return read != null
                && read.asString().equals(kind == Kind.DAY ? "2026-03-31" : instant.toString());
    }
}
