package headwater.crm.structure;

import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A schema's text, parsed, with the questions that the conventions ask. */
record Sdl(TypeDefinitionRegistry types) {

    /** A field and the type that has it. */
    record Field(ObjectTypeDefinition type, FieldDefinition field) {
        String path() {
            return type.getName() + "." + field.getName();
        }

        boolean isOf(String typeName) {
            return type.getName().equals(typeName);
        }

        String description() {
            return field.getDescription() == null ? "" : field.getDescription().getContent();
        }

        String returns() {
            return text(field.getType());
        }
    }

    static Sdl of(String text) {
        return new Sdl(new SchemaParser().parse(text));
    }

    static String resource(String path) {
        try (var stream = Sdl.class.getClassLoader().getResourceAsStream(path)) {
            return new String(
                    Objects.requireNonNull(stream, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<ObjectTypeDefinition> objects() {
        return types.getTypes(ObjectTypeDefinition.class).stream();
    }

    Stream<Field> fields() {
        return objects()
                .flatMap(
                        type ->
                                type.getFieldDefinitions().stream()
                                        .map(field -> new Field(type, field)));
    }

    Stream<Field> fieldsOf(String type) {
        return fields().filter(field -> field.isOf(type));
    }

    static List<String> arguments(FieldDefinition field) {
        return inputs(field.getInputValueDefinitions());
    }

    /** Each as {@code name: Type}. */
    static List<String> inputs(List<InputValueDefinition> values) {
        return values.stream()
                .map(value -> value.getName() + ": " + text(value.getType()))
                .toList();
    }

    /** As it is written, such as {@code [Account!]!}. */
    static String text(Type<?> type) {
        return switch (type) {
            case NonNullType some -> text(some.getType()) + "!";
            case ListType list -> "[" + text(list.getType()) + "]";
            case TypeName name -> name.getName();
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    /** The type without list and non-null. */
    static String name(Type<?> type) {
        return text(type).replaceAll("[\\[\\]!]", "");
    }
}
