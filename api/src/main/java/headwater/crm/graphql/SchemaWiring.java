package headwater.crm.graphql;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;

import headwater.crm.persistence.Transactions;
import headwater.crm.persistence.WritePosition;
import headwater.crm.record.RecordLoader;
import headwater.crm.schema.PublicSchema;
import headwater.crm.shared.Connection.Edge;
import headwater.crm.shared.Connection.PageInfo;
import headwater.crm.shared.Identified;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Wires what follows from the schema alone, so that no controller repeats it: typed ids, references
 * between records ({@code owner: User} reads {@code ownerId} and joins one batch), and the parts of
 * payloads.
 */
@Component
class SchemaWiring implements RuntimeWiringConfigurer {
    private static final Map<String, Function<Stamp, @Nullable Object>> STAMP =
            Map.of(
                    "version", Stamp::version,
                    "createdAt", Stamp::createdAt,
                    "recordedAt", Stamp::recordedAt,
                    "updatedAt", Stamp::updatedAt,
                    "deletedAt", Stamp::deletedAt);

    /** Types whose objects hold records, not their keys. */
    private static final Pattern FRAMES = Pattern.compile("(Payload|Edge|Connection)$");

    private final PublicSchema schema;
    private final CursorSeal seal;
    private final Transactions transactions;
    private final WritePosition position;
    private final List<RecordLoader<?>> loaders;

    SchemaWiring(
            PublicSchema schema,
            CursorSeal seal,
            Transactions transactions,
            WritePosition position,
            List<RecordLoader<?>> loaders) {
        this.seal = seal;
        this.transactions = transactions;
        this.schema = schema;
        this.position = position;
        this.loaders = loaders;
    }

    @Override
    public void configure(RuntimeWiring.Builder builder) {
        builder.scalar(Scalars.DATE_TIME).scalar(Scalars.DATE).scalar(Scalars.DECIMAL);
        builder.type(
                "Node",
                wiring ->
                        wiring.typeResolver(
                                environment -> {
                                    Identified node = environment.getObject();
                                    return environment
                                            .getSchema()
                                            .getObjectType(
                                                    Objects.requireNonNull(node)
                                                            .getClass()
                                                            .getSimpleName());
                                }));
        for (var type : schema.types().getTypes(ObjectTypeDefinition.class)) {
            if (type.getName().equals("Mutation")) {
                type.getFieldDefinitions().forEach(field -> wireBatch(field, builder));
            }
            if (!type.getName().equals("Query") && !type.getName().equals("Mutation")) {
                builder.type(type.getName(), wiring -> wire(type, wiring));
            }
        }
    }

    private void wireBatch(FieldDefinition field, RuntimeWiring.Builder builder) {
        field.getDirectives("batchOf")
                .forEach(
                        batch -> {
                            var single =
                                    (StringValue)
                                            Objects.requireNonNull(batch.getArgument("mutation"))
                                                    .getValue();
                            var fetcher =
                                    new BatchFetcher(
                                            Objects.requireNonNull(single.getValue()),
                                            transactions);
                            builder.type(
                                    "Mutation",
                                    wiring -> wiring.dataFetcher(field.getName(), fetcher));
                        });
    }

    private TypeRuntimeWiring.Builder wire(
            ObjectTypeDefinition type, TypeRuntimeWiring.Builder wiring) {
        for (FieldDefinition field : type.getFieldDefinitions()) {
            var fetcher = fetcher(type, field);
            if (fetcher != null) {
                wiring.dataFetcher(field.getName(), fetcher);
            }
        }
        return wiring;
    }

    private @Nullable DataFetcher<?> fetcher(ObjectTypeDefinition type, FieldDefinition field) {
        if (field.getName().equals("consistencyToken")) {
            return environment -> position.current();
        }
        if (type.getName().endsWith("Edge") && field.getName().equals("cursor")) {
            return environment -> {
                Edge<?> edge = Objects.requireNonNull(environment.getSource());
                return seal.seal(edge.cursor());
            };
        }
        if (type.getName().equals("PageInfo") && field.getName().endsWith("Cursor")) {
            boolean start = field.getName().startsWith("start");
            return environment -> {
                PageInfo page = Objects.requireNonNull(environment.getSource());
                String cursor = start ? page.startCursor() : page.endCursor();
                return cursor == null ? null : seal.seal(cursor);
            };
        }
        var recordType = RecordType.ofTypeName(type.getName());
        if (recordType.isPresent()) {
            if (field.getName().equals("id")) {
                return environment -> {
                    Identified source = Objects.requireNonNull(environment.getSource());
                    return recordType.get().encode(source.id());
                };
            }
            Function<Stamp, @Nullable Object> part = STAMP.get(field.getName());
            if (part != null && isVersioned(type)) {
                return environment -> {
                    Stamped source = Objects.requireNonNull(environment.getSource());
                    return part.apply(source.stamp());
                };
            }
        }
        if (isRecordOfPayload(type, field)) {
            return environment -> {
                Payload<?> source = Objects.requireNonNull(environment.getSource());
                return source.record();
            };
        }
        if (isReference(field.getType()) && !FRAMES.matcher(type.getName()).find()) {
            return new ReferenceFetcher(field.getName(), ((TypeName) field.getType()).getName());
        }
        return null;
    }

    /** What has a version has a whole {@link Stamp}. */
    private static boolean isVersioned(ObjectTypeDefinition type) {
        return type.getFieldDefinitions().stream()
                .anyMatch(field -> field.getName().equals("version"));
    }

    /** A payload of one record holds userErrors, consistencyToken and, nullable, the record. */
    private static boolean isRecordOfPayload(ObjectTypeDefinition type, FieldDefinition field) {
        return type.getName().endsWith("Payload")
                && type.getFieldDefinitions().size() == 3
                && field.getType() instanceof TypeName;
    }

    private boolean isReference(Type<?> type) {
        return type instanceof TypeName name
                && loaders.stream()
                        .anyMatch(loader -> loader.type().typeName().equals(name.getName()));
    }
}
