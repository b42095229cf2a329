package headwater.crm.structure;

import graphql.language.DescribedNode;
import graphql.language.DirectivesContainer;
import graphql.language.EnumTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.Node;
import graphql.language.StringValue;
import graphql.language.Type;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything in a schema that has a name, as paths. */
final class SchemaNames {
    private SchemaNames() {}

    static Stream<String> fieldsAndArguments(Sdl sdl) {
        return inside(sdl)
                .filter(named -> !(named.node() instanceof graphql.language.EnumValueDefinition))
                .map(Named::path);
    }

    static Stream<String> enumValues(Sdl sdl) {
        return inside(sdl)
                .filter(named -> named.node() instanceof graphql.language.EnumValueDefinition)
                .map(Named::path);
    }

    /** Of types too. */
    static Stream<String> undescribed(Sdl sdl) {
        Stream<Named> types =
                sdl.types().types().values().stream()
                        .map(type -> new Named(type.getName(), type, null));
        return Stream.concat(types, inside(sdl))
                .filter(
                        named ->
                                named.node() instanceof DescribedNode<?> described
                                        && described.getDescription() == null)
                .map(Named::path);
    }

    /** Fields, arguments and input fields as {@code path: Type}. */
    static Stream<String> typed(Sdl sdl) {
        return inside(sdl)
                .filter(named -> named.type() != null)
                .map(named -> named.path() + ": " + Sdl.text(named.type()));
    }

    /** Names of the input types that fields of Query take as an argument of this name. */
    static Set<String> usedAs(Sdl sdl, String argument) {
        return sdl.fieldsOf("Query")
                .flatMap(at -> at.field().getInputValueDefinitions().stream())
                .filter(value -> value.getName().equals(argument))
                .map(value -> Sdl.name(value.getType()))
                .collect(Collectors.toSet());
    }

    /** Path and reason. */
    static Stream<Map.Entry<String, String>> deprecations(Sdl sdl) {
        Map<String, String> reasons = new HashMap<>();
        inside(sdl)
                .forEach(
                        named -> {
                            if (named.node() instanceof DirectivesContainer<?> container
                                    && container.hasDirective("deprecated")) {
                                var reason =
                                        container
                                                .getDirectives("deprecated")
                                                .getFirst()
                                                .getArgument("reason");
                                reasons.put(
                                        named.path(),
                                        reason == null
                                                ? ""
                                                : ((StringValue) reason.getValue()).getValue());
                            }
                        });
        return reasons.entrySet().stream();
    }

    /** The type is null for enum values. */
    private record Named(String path, Node<?> node, Type<?> type) {}

    private static Stream<Named> inside(Sdl sdl) {
        Stream<Named> outputs =
                sdl.fields()
                        .flatMap(
                                at ->
                                        Stream.concat(
                                                Stream.of(
                                                        new Named(
                                                                at.path(),
                                                                at.field(),
                                                                at.field().getType())),
                                                values(
                                                        at.path(),
                                                        at.field().getInputValueDefinitions())));
        Stream<Named> interfaces =
                sdl.types().getTypes(InterfaceTypeDefinition.class).stream()
                        .flatMap(
                                type ->
                                        type.getFieldDefinitions().stream()
                                                .map(
                                                        field ->
                                                                new Named(
                                                                        type.getName()
                                                                                + "."
                                                                                + field.getName(),
                                                                        field,
                                                                        field.getType())));
        Stream<Named> inputs =
                sdl.types().getTypes(InputObjectTypeDefinition.class).stream()
                        .flatMap(type -> values(type.getName(), type.getInputValueDefinitions()));
        Stream<Named> enums =
                sdl.types().getTypes(EnumTypeDefinition.class).stream()
                        .flatMap(
                                type ->
                                        type.getEnumValueDefinitions().stream()
                                                .map(
                                                        value ->
                                                                new Named(
                                                                        type.getName()
                                                                                + "."
                                                                                + value.getName(),
                                                                        value,
                                                                        null)));
        return Stream.of(outputs, interfaces, inputs, enums).flatMap(all -> all);
    }

    private static Stream<Named> values(
            String path, java.util.List<InputValueDefinition> definitions) {
        return definitions.stream()
                .map(value -> new Named(path + "." + value.getName(), value, value.getType()));
    }
}
