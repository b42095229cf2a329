package headwater.importer.mapping;

import headwater.importer.table.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text around columns: {@code {product} for {account|nobody}}. A template with an empty column and
 * no text for that is empty as a whole.
 */
record Template(String pattern, List<Part> parts) implements Source {
    private static final Pattern PART = Pattern.compile("\\{([^{}|]+)(?:\\|([^{}]*))?}|([^{}]+)");

    /** Either plain text, or a column with what stands for it when it is empty. */
    private record Part(@Nullable String column, @Nullable String text) {}

    static Template read(Yaml yaml, Columns columns) {
        String pattern = yaml.text();
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(pattern);
        int end = 0;
        while (end < pattern.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw yaml.wrong(
                        "has a brace that does not belong; columns are {so} or {so|else}.");
            }
            end = matcher.end();
            if (matcher.group(3) != null) {
                parts.add(new Part(null, matcher.group(3)));
            } else {
                parts.add(new Part(columns.add(matcher.group(1), yaml), matcher.group(2)));
            }
        }
        return new Template(pattern, parts);
    }

    @Override
    public String text(Row row) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String value = part.column() == null ? "" : row.text(part.column());
            if (!value.isEmpty()) {
                text.append(value);
            } else if (part.text() != null) {
                text.append(part.text());
            } else {
                return "";
            }
        }
        return text.toString();
    }

    @Override
    public String described() {
        return "template " + pattern;
    }
}
