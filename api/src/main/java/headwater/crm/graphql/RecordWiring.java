package headwater.crm.graphql;

import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;

import headwater.crm.record.Draft;
import headwater.crm.record.Drafts;
import headwater.crm.record.RecordService;
import headwater.crm.schema.PublicSchema;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Wires the root fields of every kind of record that has a {@link RecordService}, as far as the
 * schema has them: {@code account}, {@code accounts}, {@code createAccount}, {@code updateAccount},
 * {@code deleteAccount}, {@code restoreAccount}, {@code importAccounts}.
 */
@Component
class RecordWiring implements RuntimeWiringConfigurer {
    private static final Set<String> WHICH = Set.of("id", "expectedVersion");

    private final PublicSchema schema;
    private final ListRequestArgument lists;
    private final List<RecordService<?, ?>> services;

    RecordWiring(PublicSchema schema, CursorSeal seal, List<RecordService<?, ?>> services) {
        this.schema = schema;
        this.lists = new ListRequestArgument(seal);
        this.services = services;
    }

    @Override
    public void configure(RuntimeWiring.Builder builder) {
        services.forEach(service -> configure(builder, service));
    }

    private <T extends Stamped, D extends Record & Draft> void configure(
            RuntimeWiring.Builder builder, RecordService<T, D> service) {
        String type = service.type().typeName();
        var fetchers = new RecordFetchers<>(service, lists);
        Map<String, DataFetcher<?>> queries = new HashMap<>();
        Map<String, DataFetcher<?>> mutations = new HashMap<>();
        queries.put(
                type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1), fetchers.byId());
        String plural = plural(type);
        if (plural != null) {
            queries.put(plural, fetchers.list());
            mutations.put(
                    "import"
                            + plural.substring(0, 1).toUpperCase(Locale.ROOT)
                            + plural.substring(1),
                    fetchers.imports());
        }
        mutations.put("create" + type, fetchers.create());
        mutations.put("update" + type, fetchers.update());
        mutations.put("delete" + type, fetchers.delete());
        mutations.put("restore" + type, fetchers.restore());
        wire(builder, "Query", queries);
        wire(builder, "Mutation", mutations);
        requireComponents("Create" + type + "Input", service.draftType());
        requireComponents("Update" + type + "Input", service.draftType());
    }

    private void wire(
            RuntimeWiring.Builder builder, String root, Map<String, DataFetcher<?>> fetchers) {
        for (FieldDefinition field : fields(root)) {
            DataFetcher<?> fetcher = fetchers.get(field.getName());
            if (fetcher != null) {
                builder.type(root, wiring -> wiring.dataFetcher(field.getName(), fetcher));
            }
        }
    }

    /** Name of the field that lists a type; null when there is none. */
    private @Nullable String plural(String type) {
        return fields("Query").stream()
                .filter(field -> PublicSchema.typeName(field.getType()).equals(type + "Connection"))
                .map(FieldDefinition::getName)
                .findFirst()
                .orElse(null);
    }

    private List<FieldDefinition> fields(String root) {
        return Objects.requireNonNull(
                        schema.types().getTypeOrNull(root, ObjectTypeDefinition.class))
                .getFieldDefinitions();
    }

    /** A field of an input that the draft does not know would be accepted and do nothing. */
    private void requireComponents(String name, Class<?> draft) {
        var input = schema.types().getTypeOrNull(name, InputObjectTypeDefinition.class);
        if (input == null) {
            return;
        }
        Set<String> unknown =
                input.getInputValueDefinitions().stream()
                        .map(InputValueDefinition::getName)
                        .collect(Collectors.toCollection(HashSet::new));
        unknown.removeAll(Drafts.fields(draft));
        unknown.removeAll(WHICH);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(
                    "%s has %s, but %s does not".formatted(name, unknown, draft.getSimpleName()));
        }
    }
}
