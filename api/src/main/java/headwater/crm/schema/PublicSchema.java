package headwater.crm.schema;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
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
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** schema.graphqls, read once. */
@Component
public final class PublicSchema {
    private static final Pattern DRAFT = Pattern.compile("(?:Create|Update)(\\w+)Input");

    private final TypeDefinitionRegistry types = read();
    private final Map<String, Set<String>> governing = new HashMap<>();

    public PublicSchema() {
        for (var type : types.getTypes(ObjectTypeDefinition.class)) {
            for (FieldDefinition field : type.getFieldDefinitions()) {
                if (accessClass(type, field).equals("FIELD")) {
                    govern(type.getName() + "." + field.getName(), field);
                }
            }
        }
        for (var input : types.getTypes(InputObjectTypeDefinition.class)) {
            Matcher draft = DRAFT.matcher(input.getName());
            if (draft.matches()) {
                for (InputValueDefinition field : input.getInputValueDefinitions()) {
                    if (field.hasDirective("access")) {
                        govern(draft.group(1) + "." + field.getName(), field);
                    }
                }
            }
        }
    }

    public TypeDefinitionRegistry types() {
        return types;
    }

    /**
     * By coordinate of each field that roles can take away, the coordinates that decide about it:
     * its own, and those that {@code @access(by:)} names because it tells them.
     */
    public Map<String, Set<String>> governing() {
        return Collections.unmodifiableMap(governing);
    }

    /** Names of a record's fields that hold one text, number, day or choice; its id is none. */
    public Set<String> texts(String type) {
        return Objects.requireNonNull(types.getTypeOrNull(type, ObjectTypeDefinition.class))
                .getFieldDefinitions()
                .stream()
                .filter(field -> field.getType() instanceof TypeName name && isText(name.getName()))
                .map(FieldDefinition::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isText(String type) {
        return type.equals("String") || types.getTypeOrNull(type, EnumTypeDefinition.class) != null;
    }

    /** The permission class of a field: its own, else its type's; empty for neither. */
    public static String accessClass(ObjectTypeDefinition type, FieldDefinition field) {
        var stated = field.hasDirective("access") ? field : type;
        return stated.getDirectives("access").stream()
                .findFirst()
                .map(
                        access ->
                                ((EnumValue)
                                                Objects.requireNonNull(access.getArgument("class"))
                                                        .getValue())
                                        .getName())
                .orElse("");
    }

    /** Name of the type that a field holds, one or many, null or not. */
    public static String typeName(Type<?> type) {
        return switch (type) {
            case NonNullType nonNull -> typeName(nonNull.getType());
            case ListType list -> typeName(list.getType());
            case TypeName named -> named.getName();
            default -> throw new IllegalStateException(type.toString());
        };
    }

    private void govern(String coordinate, DirectivesContainer<?> field) {
        Set<String> deciding = new TreeSet<>();
        deciding.add(coordinate);
        for (Directive access : field.getDirectives("access")) {
            Argument by = access.getArgument("by");
            if (by != null && by.getValue() instanceof ArrayValue told) {
                told.getValues().forEach(value -> deciding.add(((StringValue) value).getValue()));
            }
        }
        governing.put(coordinate, deciding);
    }

    private static TypeDefinitionRegistry read() {
        try (InputStream schema =
                new ClassPathResource("graphql/schema.graphqls").getInputStream()) {
            return new SchemaParser().parse(schema);
        } catch (IOException e) {
            throw new IllegalStateException("schema.graphqls is not on the class path", e);
        }
    }
}
