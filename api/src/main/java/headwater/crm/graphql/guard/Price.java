package headwater.crm.graphql.guard;

import graphql.GraphQLError;
import graphql.analysis.QueryTraverser;
import graphql.analysis.QueryVisitorFieldEnvironment;
import graphql.analysis.QueryVisitorStub;
import graphql.execution.ExecutionContext;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What an operation costs, known before it runs: a point for each page that is read, for each
 * totalCount and for every ten objects or rows of input; a page within a page counts as often as
 * the outer one may have records. Fields that cost more say so by {@code @cost}.
 */
final class Price extends QueryVisitorStub {
    private static final int OBJECTS_PER_POINT = 10;

    /** A list without a page size is taken to have as many. */
    private static final int LIST = 10;

    private static final int MUTATION = 2;
    private static final int INTROSPECTION = 10;

    /** Beyond what anybody may ask for, and far from the end of long. */
    private static final long ENOUGH = 10_000_000;

    private final List<GraphQLError> wrongPages = new ArrayList<>();
    private long points;
    private long objects;
    private int rows;

    private Price() {}

    static Price of(ExecutionContext execution) {
        var price = new Price();
        QueryTraverser.newQueryTraverser()
                .schema(execution.getGraphQLSchema())
                .document(execution.getDocument())
                .operationName(execution.getExecutionInput().getOperationName())
                .coercedVariables(execution.getCoercedVariables())
                .build()
                .visitPreOrder(price);
        return price;
    }

    int points() {
        long all = points + (objects + rows + OBJECTS_PER_POINT - 1) / OBJECTS_PER_POINT;
        return (int) Math.clamp(all, 1, ENOUGH);
    }

    /** How many rows the arguments bring, of all lists of objects together. */
    int rows() {
        return rows;
    }

    /** PAGE_SIZE_INVALID for every connection without a right page size. */
    List<GraphQLError> wrongPages() {
        return wrongPages;
    }

    @Override
    public void visitField(QueryVisitorFieldEnvironment field) {
        String parent = parentOf(field);
        if (parent.startsWith("__")) {
            return;
        }
        if (field.getField().getName().startsWith("__")) {
            points += field.isTypeNameIntrospectionField() ? 0 : INTROSPECTION;
            return;
        }
        long times = times(field.getParentEnvironment());
        if (isConnection(field)) {
            points = Math.min(ENOUGH, points + times);
            checkPage(field);
        } else if (isObject(field) && !isFrame(field)) {
            objects = Math.min(ENOUGH, objects + times * factor(field));
        }
        if (field.getField().getName().equals("totalCount")) {
            points = Math.min(ENOUGH, points + times(outerOf(field)));
        }
        var extra = field.getFieldDefinition().getAppliedDirective("cost");
        if (extra != null) {
            var each = extra.getArgument("points");
            Integer more = each == null ? null : each.getValue();
            points = Math.min(ENOUGH, points + times * (more == null ? 0 : more));
        }
        var mutations = field.getSchema().getMutationType();
        if (mutations != null && mutations.getName().equals(parent)) {
            points += MUTATION;
            rows += rowsIn(field.getArguments());
        }
    }

    /** How often a field inside the given one is resolved at most. */
    private static long times(@Nullable QueryVisitorFieldEnvironment field) {
        return field == null
                ? 1
                : Math.min(ENOUGH, times(field.getParentEnvironment()) * factor(field));
    }

    private static @Nullable QueryVisitorFieldEnvironment outerOf(
            QueryVisitorFieldEnvironment field) {
        var connection = field.getParentEnvironment();
        return connection == null ? null : connection.getParentEnvironment();
    }

    private static long factor(QueryVisitorFieldEnvironment field) {
        if (isConnection(field)) {
            Integer size = size(field);
            return size == null ? Limits.PAGE : Math.clamp(size, 1, Limits.PAGE);
        }
        return isList(field) && isObject(field) && !isPartOfConnection(field) ? LIST : 1;
    }

    private void checkPage(QueryVisitorFieldEnvironment field) {
        Object first = field.getArguments().get("first");
        Object last = field.getArguments().get("last");
        Integer size = size(field);
        String name = field.getField().getName();
        String message = null;
        if (first == null == (last == null)) {
            message = name + ": give exactly one of first and last, 1 to 100.";
        } else if (size == null || size < 1 || size > Limits.PAGE) {
            message =
                    "%s: %s must be 1 to 100, not %s."
                            .formatted(name, first == null ? "last" : "first", size);
        }
        if (message != null && wrongPages.size() < Limits.VALIDATION_ERRORS) {
            wrongPages.add(
                    new Refusal("PAGE_SIZE_INVALID", message)
                            .error(field.getField().getSourceLocation()));
        }
    }

    private static @Nullable Integer size(QueryVisitorFieldEnvironment field) {
        Map<String, Object> given = field.getArguments();
        return (Integer) (given.get("first") == null ? given.get("last") : given.get("first"));
    }

    private static boolean isConnection(QueryVisitorFieldEnvironment field) {
        return field.getFieldDefinition().getArgument("first") != null
                && field.getFieldDefinition().getArgument("last") != null;
    }

    /** What only holds a connection's parts together costs nothing itself. */
    private static boolean isFrame(QueryVisitorFieldEnvironment field) {
        return isPartOfConnection(field) && !field.getField().getName().equals("nodes");
    }

    private static boolean isPartOfConnection(QueryVisitorFieldEnvironment field) {
        return parentOf(field).endsWith("Connection");
    }

    private static String parentOf(QueryVisitorFieldEnvironment field) {
        return GraphQLTypeUtil.unwrapAll(field.getParentType()).getName();
    }

    private static boolean isObject(QueryVisitorFieldEnvironment field) {
        return GraphQLTypeUtil.unwrapAll(field.getFieldDefinition().getType())
                instanceof GraphQLCompositeType;
    }

    private static boolean isList(QueryVisitorFieldEnvironment field) {
        GraphQLType type = GraphQLTypeUtil.unwrapNonNull(field.getFieldDefinition().getType());
        return GraphQLTypeUtil.isList(type);
    }

    private static int rowsIn(@Nullable Object argument) {
        return switch (argument) {
            case Map<?, ?> object -> object.values().stream().mapToInt(Price::rowsIn).sum();
            case Collection<?> list ->
                    list.stream()
                            .mapToInt(item -> item instanceof Map ? 1 + rowsIn(item) : 0)
                            .sum();
            case null, default -> 0;
        };
    }
}
