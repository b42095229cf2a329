package headwater.crm.graphql.guard;

import graphql.GraphQLContext;
import graphql.execution.instrumentation.DocumentAndVariables;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.OperationDefinition.Operation;
import graphql.validation.QueryComplexityLimits;

import headwater.crm.graphql.ViewerArgument;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Refuses documents by their form alone, after parsing and before validation, whose price grows
 * faster than the document.
 */
@Component
class DocumentLimits extends SimplePerformantInstrumentation {

    @Override
    public DocumentAndVariables instrumentDocumentAndVariables(
            DocumentAndVariables parsed,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        GraphQLContext context = parameters.getGraphQLContext();
        var form = DocumentForm.of(parsed.getDocument());
        check(form);
        if (form.introspects() && !ViewerArgument.isSignedIn(context)) {
            throw new Refusal(
                            "GRAPHQL_VALIDATION_FAILED",
                            "Introspection is for signed-in people; schema.graphqls is the same text.")
                    .at(form.introspection());
        }
        context.put(
                QueryComplexityLimits.KEY,
                Charge.of(context).limits().complexity(form.onlyIntrospects()));
        return parsed;
    }

    private static void check(DocumentForm form) {
        atMost(form.aliases(), Limits.ALIASES, "TOO_MANY_ALIASES", "aliases");
        atMost(form.directives(), Limits.DIRECTIVES, "QUERY_TOO_COMPLEX", "directives");
        form.rootFields()
                .forEach(
                        (name, times) ->
                                atMost(
                                        times,
                                        name.equals("signIn")
                                                ? Limits.SIGN_INS
                                                : Limits.SAME_ROOT_FIELD,
                                        "TOO_MANY_ALIASES",
                                        "times the field " + name + " in one operation"));
        if (form.has(Operation.MUTATION)) {
            int fields = form.rootFields().values().stream().mapToInt(Integer::intValue).sum();
            atMost(
                    fields,
                    Limits.MUTATION_FIELDS,
                    "QUERY_TOO_COMPLEX",
                    "mutations in one operation");
        }
        if (form.has(Operation.SUBSCRIPTION)) {
            throw new Refusal("BAD_USER_INPUT", "Subscriptions are not served by POST.").at(null);
        }
    }

    private static void atMost(int found, int limit, String code, String what) {
        if (found > limit) {
            throw new Refusal(code, "At most %d %s, not %d.".formatted(limit, what, found))
                    .at(null);
        }
    }
}
