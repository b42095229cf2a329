package headwater.crm.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.record.Draft;
import headwater.crm.record.Drafts;
import headwater.crm.record.RecordService;
import headwater.crm.shared.Change;
import headwater.crm.shared.Stamped;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.graphql.data.GraphQlArgumentBinder;
import org.springframework.validation.BindException;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Serves the root fields that every kind of record has, by its {@link RecordService}. */
final class RecordFetchers<T extends Stamped, D extends Record & Draft> {
    private static final GraphQlArgumentBinder BINDER = new GraphQlArgumentBinder();

    private final RecordService<T, D> service;
    private final ListRequestArgument lists;

    private interface Use<T> {
        @Nullable T of(Viewer viewer, Map<String, @Nullable Object> input);
    }

    private interface VersionedUse<T> {
        T of(Viewer viewer, long id, int expectedVersion);
    }

    RecordFetchers(RecordService<T, D> service, ListRequestArgument lists) {
        this.service = service;
        this.lists = lists;
    }

    DataFetcher<@Nullable T> byId() {
        return environment -> {
            String id = Objects.requireNonNull(environment.getArgument("id"));
            return service.byIds(viewer(environment), Set.of(service.type().decode(id))).stream()
                    .findFirst()
                    .orElse(null);
        };
    }

    DataFetcher<?> list() {
        return environment -> service.list(viewer(environment), lists.read(environment));
    }

    DataFetcher<?> create() {
        return mutation((viewer, input) -> service.accept(viewer, draft(input)));
    }

    DataFetcher<?> update() {
        return mutation(
                (viewer, input) -> {
                    Change<D> change = Drafts.taking(input.keySet(), draft(input));
                    return versioned((who, id, version) -> service.update(who, id, version, change))
                            .of(viewer, input);
                });
    }

    DataFetcher<?> delete() {
        return mutation(versioned(service::delete));
    }

    DataFetcher<?> restore() {
        return mutation(versioned(service::restore));
    }

    DataFetcher<ImportPayload> imports() {
        return environment -> {
            Viewer importing = viewer(environment).through(Door.IMPORT);
            List<?> rows = (List<?>) Objects.requireNonNull(input(environment).get("rows"));
            return ImportPayload.of(
                    service.type(),
                    rows.stream().map(row -> draft(Objects.requireNonNull(row))).toList(),
                    D::externalId,
                    externalIds -> service.byExternalIds(importing, externalIds),
                    row -> service.make(importing, row));
        };
    }

    private DataFetcher<Payload<T>> mutation(Use<T> use) {
        return environment -> {
            Map<String, @Nullable Object> input = input(environment);
            return Payload.of(() -> use.of(viewer(environment), input));
        };
    }

    private Use<T> versioned(VersionedUse<T> use) {
        return (viewer, input) ->
                use.of(
                        viewer,
                        service.type().decode(String.valueOf(input.get("id"))),
                        (Integer) Objects.requireNonNull(input.get("expectedVersion")));
    }

    private static Viewer viewer(DataFetchingEnvironment environment) {
        return ViewerArgument.of(environment.getGraphQlContext());
    }

    private static Map<String, @Nullable Object> input(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.getArgument("input"));
    }

    private D draft(Object input) {
        try {
            Object draft = BINDER.bind(input, false, ResolvableType.forClass(service.draftType()));
            return Objects.requireNonNull(service.draftType().cast(draft));
        } catch (BindException e) {
            // The schema has checked the input, so draft and schema do not fit together.
            throw new IllegalStateException(e);
        }
    }
}
