package headwater.importer.mapping;

import headwater.importer.CannotRun;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A place in the mapping file, which knows how to name itself in an error.
 *
 * @param path such as {@code imports[3].fields.name}; empty at the top
 */
record Yaml(JsonNode json, String file, String path) {
    static Yaml read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CannotRun("There is no mapping file " + file + ".");
        }
        String name = file.getFileName().toString();
        try (var reader = Files.newBufferedReader(file)) {
            Object content = new Load(LoadSettings.builder().build()).loadFromReader(reader);
            return new Yaml(new JsonMapper().valueToTree(content), name, "");
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new CannotRun("%s%s is not YAML: %s.".formatted(name, line, e.getProblem()), e);
        } catch (YamlEngineException | JacksonException | IOException e) {
            throw new CannotRun("%s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }

    CannotRun wrong(String what) {
        return new CannotRun("%s: %s%s%s".formatted(file, path, path.isEmpty() ? "" : ": ", what));
    }

    boolean absent() {
        return json.isMissingNode();
    }

    boolean isScalar() {
        return json.isValueNode() && !json.isNull();
    }

    /** What stands under the key; {@link #absent} when nothing does. */
    Yaml get(String key) {
        return at(json.path(key), (path.isEmpty() ? "" : path + ".") + key);
    }

    /** Refuses whatever is not an object with these keys only. */
    void onlyKeys(Collection<String> known) {
        if (!json.isObject()) {
            throw wrong("has to be an object with keys of " + String.join(", ", known) + ".");
        }
        for (String key : json.propertyNames()) {
            if (!known.contains(key)) {
                throw wrong(
                        "\"%s\" is not known here; known are %s."
                                .formatted(key, String.join(", ", known)));
            }
        }
    }

    String text() {
        if (!isScalar()) {
            throw wrong("has to be a text or a number.");
        }
        return json.asString();
    }

    String text(Collection<String> choices) {
        String text = isScalar() ? json.asString() : "";
        if (!choices.contains(text)) {
            throw wrong("has to be one of " + String.join(", ", choices) + ".");
        }
        return text;
    }

    /** The elements of a list, none when absent. */
    List<Yaml> items() {
        if (absent()) {
            return List.of();
        }
        if (!json.isArray()) {
            throw wrong("has to be a list.");
        }
        List<Yaml> items = new ArrayList<>();
        for (JsonNode item : json) {
            items.add(at(item, path + "[" + items.size() + "]"));
        }
        return items;
    }

    /** The elements of a list of texts, none when absent. */
    List<String> texts() {
        return items().stream().map(Yaml::text).toList();
    }

    /** An object of texts in its order, empty when absent. */
    Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        if (!absent()) {
            if (!json.isObject()) {
                throw wrong("has to be an object of texts.");
            }
            json.propertyNames().forEach(key -> table.put(key, get(key).text()));
        }
        return table;
    }

    private Yaml at(JsonNode node, String place) {
        return new Yaml(node == null ? MissingNode.getInstance() : node, file, place);
    }
}
