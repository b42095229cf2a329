package headwater.bench;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured: lines as it goes, all of it as JSON at the end, and what was too much. */
final class Report {
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    void say(String line, Object... values) {
        System.out.println(line.formatted(values));
    }

    /** A row of a table: name and value alternate. */
    void row(String what, Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", what);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        rows.add(row);
    }

    /** Makes the run a failed one. */
    void fault(String sentence, Object... values) {
        faults.add(sentence.formatted(values));
        say("FAULT  " + sentence, values);
    }

    boolean isGood() {
        return faults.isEmpty();
    }

    void write(Path file) {
        JsonMapper.shared()
                .writerWithDefaultPrettyPrinter()
                .writeValue(file, Map.of("rows", rows, "faults", faults));
    }

    /** With one decimal; a dash for what could not be measured. */
    static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
