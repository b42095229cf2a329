package headwater.crm.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLObjectType;

import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.Conflict;
import headwater.crm.shared.Forbidden;
import headwater.crm.shared.HeadwaterException;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.UserError;
import headwater.crm.shared.UserError.Code;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Serves {@code createAccounts} by what serves {@code createAccount}, row by row, so that no rule
 * can be passed by in bulk.
 */
final class BatchFetcher implements DataFetcher<BatchFetcher.Results> {
    private static final int MOST_ROWS = 500;

    private final String single;
    private final Transactions transactions;

    /**
     * @param results one for each row, in order; none when the batch was refused as a whole
     */
    record Results(List<Payload<?>> results, List<UserError> userErrors) {}

    /** Takes the rows that were good back with those that were not. */
    private static final class Undone extends RuntimeException {
        private final transient List<Payload<?>> results;

        private Undone(List<Payload<?>> results) {
            super(null, null, false, false);
            this.results = results;
        }
    }

    /**
     * @param single the mutation of one row
     */
    BatchFetcher(String single, Transactions transactions) {
        this.single = single;
        this.transactions = transactions;
    }

    @Override
    public Results get(DataFetchingEnvironment environment) {
        Map<String, Object> input = Objects.requireNonNull(environment.getArgument("input"));
        List<?> rows = (List<?>) Objects.requireNonNull(input.get("rows"));
        if (rows.isEmpty() || rows.size() > MOST_ROWS) {
            return new Results(
                    List.of(),
                    List.of(
                            new UserError(
                                    Code.INVALID,
                                    List.of("input", "rows"),
                                    "rows: 1 to %d, not %d.".formatted(MOST_ROWS, rows.size()))));
        }
        if (!"ALL_OR_NOTHING".equals(input.get("errorPolicy"))) {
            return new Results(each(environment, rows, false), List.of());
        }
        Viewer viewer = ViewerArgument.of(environment.getGraphQlContext());
        try {
            return transactions.write(
                    viewer, () -> new Results(together(environment, rows), List.of()));
        } catch (Undone undone) {
            return new Results(undone.results, List.of());
        }
    }

    private List<Payload<?>> together(DataFetchingEnvironment environment, List<?> rows) {
        List<Payload<?>> results = each(environment, rows, true);
        if (results.stream().allMatch(result -> result.userErrors().isEmpty())) {
            return results;
        }
        throw new Undone(
                results.stream()
                        .<Payload<?>>map(result -> new Payload<>(null, result.userErrors()))
                        .toList());
    }

    private List<Payload<?>> each(
            DataFetchingEnvironment environment, List<?> rows, boolean inSteps) {
        List<Payload<?>> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Object row = Objects.requireNonNull(rows.get(i));
            Payload<?> result = inSteps ? step(environment, row) : one(environment, row);
            String number = Integer.toString(i);
            results.add(
                    new Payload<>(
                            result.record(),
                            result.userErrors().stream()
                                    .map(error -> inRow(error, number))
                                    .toList()));
        }
        return results;
    }

    /** A refused row leaves nothing behind, and the rows after it still learn what is wrong. */
    private Payload<?> step(DataFetchingEnvironment environment, Object row) {
        try {
            return transactions.step(
                    () -> {
                        Payload<?> result = one(environment, row);
                        if (!result.userErrors().isEmpty()) {
                            throw new Undone(List.of(result));
                        }
                        return result;
                    });
        } catch (Undone undone) {
            return undone.results.getFirst();
        }
    }

    private Payload<?> one(DataFetchingEnvironment environment, Object row) {
        try {
            var ofOne =
                    DataFetchingEnvironmentImpl.newDataFetchingEnvironment(environment)
                            .arguments(Map.of("input", row))
                            .build();
            return (Payload<?>) Objects.requireNonNull(now(fetcher(environment).get(ofOne)));
        } catch (HeadwaterException refused) {
            return new Payload<>(null, List.of(userError(refused)));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Spring hands what a controller threw on as a future that has failed already. */
    private static @Nullable Object now(@Nullable Object result) {
        if (!(result instanceof CompletableFuture<?> done)) {
            return result;
        }
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }

    private DataFetcher<?> fetcher(DataFetchingEnvironment environment) {
        var schema = environment.getGraphQLSchema();
        GraphQLObjectType mutation = Objects.requireNonNull(schema.getMutationType());
        return schema.getCodeRegistry()
                .getDataFetcher(
                        FieldCoordinates.coordinates(mutation.getName(), single),
                        Objects.requireNonNull(mutation.getFieldDefinition(single)));
    }

    /**
     * What would be a GraphQL error of a single mutation; whatever is nobody's fault stays one, of
     * the whole batch.
     */
    private static UserError userError(HeadwaterException refused) {
        Code code =
                switch (refused) {
                    case Conflict conflict -> Code.CONFLICT;
                    case NotFound notFound -> Code.NOT_FOUND;
                    case Forbidden forbidden -> Code.NOT_PERMITTED;
                    case BadInput badInput -> Code.INVALID;
                    default -> throw refused;
                };
        return new UserError(code, List.of("input"), String.valueOf(refused.getMessage()));
    }

    /** {@code [input, name]} to {@code [input, rows, 3, name]}. */
    private static UserError inRow(UserError error, String number) {
        @Nullable List<String> inInput = error.field();
        List<String> path = new ArrayList<>(List.of("input", "rows", number));
        if (inInput != null && inInput.size() > 1) {
            path.addAll(inInput.subList(1, inInput.size()));
        }
        return new UserError(error.code(), path, error.message(), error.duplicates());
    }
}
