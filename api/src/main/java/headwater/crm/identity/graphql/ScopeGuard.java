package headwater.crm.identity.graphql;

import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import graphql.analysis.QueryTraverser;
import graphql.analysis.QueryVisitorFieldEnvironment;
import graphql.analysis.QueryVisitorStub;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.schema.GraphQLAppliedDirective;

import headwater.crm.identity.Identity;
import headwater.crm.identity.KeyScope;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;

/** Turns away an operation that an API key's scopes do not reach, before anything of it runs. */
@Component
class ScopeGuard extends SimplePerformantInstrumentation {

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters,
            @Nullable InstrumentationState state) {
        var execution = parameters.getExecutionContext();
        Identity identity = execution.getGraphQLContext().get(ViewerInterceptor.IDENTITY);
        if (identity != null && identity.isApiKey()) {
            traverse(execution, identity);
        }
        return null;
    }

    private static void traverse(ExecutionContext execution, Identity identity) {
        QueryTraverser.newQueryTraverser()
                .schema(execution.getGraphQLSchema())
                .document(execution.getDocument())
                .operationName(execution.getExecutionInput().getOperationName())
                .coercedVariables(execution.getCoercedVariables())
                .build()
                .visitPreOrder(
                        new QueryVisitorStub() {
                            @Override
                            public void visitField(QueryVisitorFieldEnvironment field) {
                                if (field.getParentEnvironment() == null) {
                                    check(field, identity);
                                }
                            }
                        });
    }

    private static void check(QueryVisitorFieldEnvironment field, Identity identity) {
        KeyScope needed = needed(field);
        if (identity.scopes().contains(needed)) {
            return;
        }
        throw new AbortExecutionException(
                List.of(
                        GraphqlErrorBuilder.newError()
                                .errorType(ErrorType.FORBIDDEN)
                                .message(
                                        "%s needs the scope %s, which this API key does not have.",
                                        field.getField().getName(), needed)
                                .location(field.getField().getSourceLocation())
                                .extensions(Map.of("code", "FORBIDDEN"))
                                .build()));
    }

    private static KeyScope needed(QueryVisitorFieldEnvironment field) {
        var mutations = field.getSchema().getMutationType();
        if (field.getParentType() != mutations) {
            return KeyScope.READ;
        }
        if (isForAdministrators(field.getFieldDefinition().getAppliedDirective("access"))) {
            return KeyScope.ADMINISTER;
        }
        return field.getField().getName().startsWith("import") ? KeyScope.IMPORT : KeyScope.WRITE;
    }

    private static boolean isForAdministrators(@Nullable GraphQLAppliedDirective access) {
        var argument = access == null ? null : access.getArgument("class");
        Object name = argument == null ? null : argument.getValue();
        return "ADMINISTRATOR".equals(name);
    }
}
