package headwater.crm.graphql.guard;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashSet;
import java.util.Set;

/**
 * What a body says beside its variables. Reading it checks the form of all of it, without building
 * anything out of what may be too much.
 *
 * @param query the document; null when left out
 * @param documentId names a trusted document; null when left out
 */
record Envelope(@Nullable String query, @Nullable String documentId) {
    private static final JsonMapper JSON =
            new JsonMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(Limits.VALUE_DEPTH)
                                            .maxNumberLength(100)
                                            .build())
                            .build());

    private static final Set<String> OBJECTS = Set.of("variables", "extensions");
    private static final Set<String> TEXTS = Set.of("query", "operationName", "documentId");

    /**
     * @throws HttpRefusal if the body is not a GraphQL request, or a value of it is too large
     */
    static Envelope read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw HttpRefusal.badInput(
                        "The body must be one JSON object with query and variables; batches are not served.");
            }
            Envelope envelope = fields(parser);
            if (parser.nextToken() != null) {
                throw HttpRefusal.badInput("After the body's JSON object something follows.");
            }
            return envelope;
        } catch (StreamConstraintsException e) {
            throw HttpRefusal.badInput(
                    "The body's JSON is nested deeper than %d levels, or a number in it is too long."
                            .formatted(Limits.VALUE_DEPTH));
        } catch (JacksonException e) {
            throw HttpRefusal.badInput("The body is not JSON.");
        }
    }

    private static Envelope fields(JsonParser parser) {
        Set<String> seen = new HashSet<>();
        String query = null;
        String documentId = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (!seen.add(name)) {
                throw HttpRefusal.badInput("The body has a property twice.");
            }
            JsonToken value = parser.nextToken();
            if (TEXTS.contains(name)) {
                require(
                        value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NULL,
                        name,
                        "a string");
                String text = value == JsonToken.VALUE_NULL ? null : parser.getString();
                query = name.equals("query") ? text : query;
                documentId = name.equals("documentId") ? text : documentId;
            } else {
                require(
                        !OBJECTS.contains(name)
                                || value == JsonToken.START_OBJECT
                                || value == JsonToken.VALUE_NULL,
                        name,
                        "an object");
                Values.check(parser);
            }
        }
        return new Envelope(query, documentId);
    }

    private static void require(boolean right, String name, String what) {
        if (!right) {
            throw HttpRefusal.badInput("%s must be %s or null.".formatted(name, what));
        }
    }
}
