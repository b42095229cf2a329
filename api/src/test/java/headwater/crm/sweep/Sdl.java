package headwater.crm.sweep;

import graphql.language.ArrayValue;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValue;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;

import org.springframework.core.io.ClassPathResource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** schema.graphqls, as far as the sweep asks it. */
final class Sdl {
    private final TypeDefinitionRegistry types = parse();

    List<FieldDefinition> fields(String type) {
        return find(type, ObjectTypeDefinition.class).orElseThrow().getFieldDefinitions();
    }

    List<InputValueDefinition> inputs(String type) {
        return find(type, InputObjectTypeDefinition.class).orElseThrow().getInputValueDefinitions();
    }

    List<String> values(String enumeration) {
        return find(enumeration, EnumTypeDefinition.class)
                .orElseThrow()
                .getEnumValueDefinitions()
                .stream()
                .map(value -> value.getName())
                .toList();
    }

    boolean isObject(String type) {
        return find(type, ObjectTypeDefinition.class).isPresent();
    }

    boolean isNode(String type) {
        return find(type, ObjectTypeDefinition.class).orElseThrow().getImplements().stream()
                .anyMatch(one -> name(one).equals("Node"));
    }

    <T extends TypeDefinition<T>> Optional<T> find(String name, Class<T> kind) {
        return Optional.ofNullable(types.getTypeOrNull(name, kind));
    }

    /** By field of class FIELD, itself and what {@code @access(by:)} says that it tells. */
    Map<String, Set<String>> telling() {
        Map<String, Set<String>> telling = new HashMap<>();
        for (var type : types.getTypes(ObjectTypeDefinition.class)) {
            for (FieldDefinition field : type.getFieldDefinitions()) {
                var access =
                        field.hasDirective("access")
                                ? field.getDirectives("access").getFirst()
                                : type.getDirectives("access").getFirst();
                if (!((EnumValue) access.getArgument("class").getValue())
                        .getName()
                        .equals("FIELD")) {
                    continue;
                }
                Set<String> told = new TreeSet<>(Set.of(type.getName() + "." + field.getName()));
                if (access.getArgument("by") != null) {
                    ((ArrayValue) access.getArgument("by").getValue())
                            .getValues()
                            .forEach(value -> told.add(((StringValue) value).getValue()));
                }
                telling.put(type.getName() + "." + field.getName(), told);
            }
        }
        return telling;
    }

    static String name(Type<?> type) {
        return switch (type) {
            case NonNullType nonNull -> name(nonNull.getType());
            case ListType list -> name(list.getType());
            case TypeName named -> named.getName();
            default -> throw new IllegalStateException(type.toString());
        };
    }

    static boolean isList(Type<?> type) {
        return type instanceof ListType
                || type instanceof NonNullType nonNull && isList(nonNull.getType());
    }

    private static TypeDefinitionRegistry parse() {
        try (var schema = new ClassPathResource("graphql/schema.graphqls").getInputStream()) {
            return new SchemaParser().parse(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
