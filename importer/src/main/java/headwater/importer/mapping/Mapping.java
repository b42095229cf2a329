package headwater.importer.mapping;

import headwater.importer.CannotRun;
import headwater.importer.table.Encoding;
import headwater.importer.table.Layout;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A mapping file, read and found right.
 *
 * @param zone where the files' days begin; the company's when null
 * @param steps in the order to be done
 */
public record Mapping(@Nullable ZoneId zone, List<ImportStep> steps) {
    private static final List<String> STEP_KEYS =
            List.of(
                    "entity",
                    "file",
                    "rows",
                    "encoding",
                    "separator",
                    "empty",
                    "distinct",
                    "where",
                    "fields");
    private static final List<String> FILE_KEYS = List.of("encoding", "separator", "empty");

    /**
     * @throws CannotRun naming file and place when the mapping is not one
     */
    public static Mapping read(Path file) {
        Yaml yaml = Yaml.read(file);
        yaml.onlyKeys(List.of("zone", "imports"));
        ZoneId zone = zone(yaml.get("zone"));
        List<ImportStep> steps = new ArrayList<>();
        for (Yaml step : yaml.get("imports").items()) {
            steps.add(step(step));
        }
        if (steps.isEmpty()) {
            throw yaml.get("imports").wrong("lists nothing to import.");
        }
        return new Mapping(zone, List.copyOf(steps));
    }

    private static @Nullable ZoneId zone(Yaml yaml) {
        if (yaml.absent()) {
            return null;
        }
        try {
            return ZoneId.of(yaml.text());
        } catch (DateTimeException e) {
            throw yaml.wrong("is not a time zone such as Asia/Shanghai.");
        }
    }

    private static ImportStep step(Yaml yaml) {
        yaml.onlyKeys(STEP_KEYS);
        List<String> keys = Arrays.stream(Entity.values()).map(Entity::key).toList();
        Entity entity = Entity.values()[keys.indexOf(yaml.get("entity").text(keys))];
        ImportStep.Input input = input(yaml);
        Columns columns = new Columns();
        List<String> distinct = new ArrayList<>();
        for (Yaml column : yaml.get("distinct").items()) {
            distinct.add(columns.read(column));
        }
        List<Condition> where = Condition.read(yaml.get("where"), columns);
        Element.Group fields =
                new ElementReader(columns).group(entity.fields(), yaml.get("fields"), "");
        return new ImportStep(
                entity, input, new ImportStep.Filter(distinct, where), fields, columns);
    }

    private static ImportStep.Input input(Yaml yaml) {
        Yaml file = yaml.get("file");
        if (file.absent() == yaml.get("rows").absent()) {
            throw yaml.wrong("needs exactly one of file and rows.");
        }
        if (file.absent()) {
            for (String key : FILE_KEYS) {
                if (!yaml.get(key).absent()) {
                    throw yaml.get(key).wrong("is for files only; this import has rows.");
                }
            }
        }
        List<Map<String, String>> rows =
                yaml.get("rows").items().stream().map(Yaml::table).toList();
        return new ImportStep.Input(file.absent() ? null : file.text(), layout(yaml), rows);
    }

    private static Layout layout(Yaml yaml) {
        Yaml encoding = yaml.get("encoding");
        Yaml separator = yaml.get("separator");
        String name =
                encoding.absent() ? "auto" : encoding.text(List.of("auto", "utf-8", "gb18030"));
        String character = separator.absent() ? "," : separator.text(List.of(",", ";", "\t", "|"));
        return new Layout(
                Encoding.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')),
                character.charAt(0),
                Set.copyOf(yaml.get("empty").texts()));
    }
}
