package headwater.importer.mapping;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Numbers as they are written in a file; read exactly, so 0.1 stays 0.1.
 *
 * @param example how the format is named in a mapping
 * @param group what stands between thousands; nothing, or optional in the file
 * @param decimal what stands before the fraction
 */
record NumberFormat(Kind kind, String example, String group, String decimal, Pattern pattern)
        implements Scalar {
    private static final Map<String, String[]> SIGNS = new LinkedHashMap<>();

    static {
        SIGNS.put("1234.5", new String[] {"", "."});
        SIGNS.put("1,234.5", new String[] {",", "."});
        SIGNS.put("1234,5", new String[] {"", ","});
        SIGNS.put("1.234,5", new String[] {".", ","});
        SIGNS.put("1 234,5", new String[] {" ", ","});
    }

    static NumberFormat read(Kind kind, Yaml yaml) {
        String example = yaml.absent() ? "1234.5" : yaml.text(SIGNS.keySet());
        String[] signs = SIGNS.getOrDefault(example, new String[0]);
        String grouped =
                signs[0].isEmpty() ? "" : "|\\d{1,3}(?:" + Pattern.quote(signs[0]) + "\\d{3})+";
        Pattern pattern =
                Pattern.compile(
                        "[-+]?(?:\\d+" + grouped + ")(?:" + Pattern.quote(signs[1]) + "\\d+)?");
        return new NumberFormat(kind, example, signs[0], signs[1], pattern);
    }

    @Override
    public @Nullable JsonNode parse(String text, ZoneId zone) {
        if (!pattern.matcher(text).matches()) {
            return null;
        }
        BigDecimal number = new BigDecimal(text.replace(group, "").replace(decimal, "."));
        if (kind == Kind.DECIMAL) {
            return JSON.stringNode(number.toPlainString());
        }
        try {
            return JSON.numberNode(number.intValueExact());
        } catch (ArithmeticException e) {
            return null;
        }
    }

    @Override
    public String expected() {
        return "a%s number like %s".formatted(kind == Kind.INTEGER ? " whole" : "", example);
    }
}
