package headwater.crm.form;

import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.language.Type;

import headwater.crm.form.FormMetadata.FormField;
import headwater.crm.form.FormMetadata.Kind;
import headwater.crm.form.FormMetadata.Option;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.schema.PublicSchema;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads forms off the schema: what a record shows, and what its create and update inputs take. */
@Service
public class FormService {
    private static final String ENGLISH = "en";
    private static final String CHINESE = "zh";

    private final PublicSchema schema;

    FormService(PublicSchema schema) {
        this.schema = schema;
    }

    public FormMetadata form(Viewer viewer, RecordType type) {
        var shown = find(type.typeName(), ObjectTypeDefinition.class).orElseThrow();
        Map<String, InputValueDefinition> created = inputs("Create" + type.typeName() + "Input");
        Map<String, InputValueDefinition> updated = inputs("Update" + type.typeName() + "Input");
        Map<String, DirectivesContainer<?>> labelled = new LinkedHashMap<>();
        shown.getFieldDefinitions().forEach(field -> labelled.put(field.getName(), field));
        created.forEach(labelled::putIfAbsent);
        Map<String, Type<?>> types =
                shown.getFieldDefinitions().stream()
                        .collect(
                                Collectors.toMap(
                                        FieldDefinition::getName, FieldDefinition::getType));
        List<FormField> fields =
                labelled.entrySet().stream()
                        .filter(field -> field.getValue().hasDirective("label"))
                        .map(
                                field ->
                                        field(
                                                viewer,
                                                type,
                                                field.getKey(),
                                                field.getValue(),
                                                types.get(field.getKey()),
                                                created.get(field.getKey()),
                                                updated.containsKey(field.getKey())))
                        .toList();
        return new FormMetadata(
                type.typeName(),
                label(shown, ENGLISH),
                label(shown, CHINESE),
                viewer.may(type, Action.CREATE),
                viewer.may(type, Action.UPDATE),
                fields);
    }

    private FormField field(
            Viewer viewer,
            RecordType type,
            String name,
            DirectivesContainer<?> labelled,
            @Nullable Type<?> shown,
            @Nullable InputValueDefinition created,
            boolean onUpdate) {
        Type<?> given = created == null ? null : created.getType();
        String holds = PublicSchema.typeName(Objects.requireNonNull(shown == null ? given : shown));
        Optional<EnumTypeDefinition> choice = find(holds, EnumTypeDefinition.class);
        boolean isRecord = RecordType.ofTypeName(holds).isPresent();
        return new FormField(
                name,
                label(labelled, ENGLISH),
                label(labelled, CHINESE),
                kind(holds, choice.isPresent(), isRecord, shown instanceof ListType),
                given instanceof NonNullType,
                created != null,
                onUpdate,
                viewer.level(type, name),
                isRecord ? holds : null,
                choice.map(FormService::options).orElse(List.of()));
    }

    private static Kind kind(String holds, boolean choice, boolean isRecord, boolean list) {
        if (list) {
            return Kind.LINES;
        }
        if (isRecord) {
            return Kind.REFERENCE;
        }
        if (choice) {
            return Kind.CHOICE;
        }
        return switch (holds) {
            // A record of any kind.
            case "Node" -> Kind.REFERENCE;
            case "Int" -> Kind.INTEGER;
            case "Decimal", "Money" -> Kind.DECIMAL;
            case "Date" -> Kind.DATE;
            case "DateTime" -> Kind.DATE_TIME;
            case "Boolean" -> Kind.FLAG;
            case "String", "ID" -> Kind.TEXT;
            default -> throw new IllegalStateException("No form shows a " + holds);
        };
    }

    private static List<Option> options(EnumTypeDefinition choice) {
        return choice.getEnumValueDefinitions().stream()
                .map(
                        value ->
                                new Option(
                                        value.getName(),
                                        label(value, ENGLISH),
                                        label(value, CHINESE)))
                .toList();
    }

    /** What {@code @label} calls it in one language. */
    private static String label(DirectivesContainer<?> labelled, String language) {
        Directive label = labelled.getDirectives("label").getFirst();
        var text = (StringValue) Objects.requireNonNull(label.getArgument(language)).getValue();
        return Objects.requireNonNull(text.getValue());
    }

    private Map<String, InputValueDefinition> inputs(String type) {
        return find(type, InputObjectTypeDefinition.class)
                .map(InputObjectTypeDefinition::getInputValueDefinitions)
                .orElse(List.of())
                .stream()
                .collect(
                        Collectors.toMap(
                                InputValueDefinition::getName,
                                Function.identity(),
                                (one, other) -> one,
                                LinkedHashMap::new));
    }

    private <T extends graphql.language.TypeDefinition<T>> Optional<T> find(
            String name, Class<T> kind) {
        return Optional.ofNullable(schema.types().getTypeOrNull(name, kind));
    }
}
