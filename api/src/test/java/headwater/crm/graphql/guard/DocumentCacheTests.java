package headwater.crm.graphql.guard;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.parser.Parser;

import headwater.crm.graphql.ViewerArgument;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Attack 41: the cache is filled, or asked for what another may. */
class DocumentCacheTests {
    private final DocumentCache cache = new DocumentCache();
    private final List<String> validated = new ArrayList<>();

    @Test // 41
    void holdsNoMoreThanItsWeightOfDistinctDocuments() {
        for (int i = 0; i < 3_000; i++) {
            ask("{ __typename } #" + i + "x".repeat(1_000), false);
        }

        assertThat(cache.weight()).isBetween(500_000L, 1_000_000L);
    }

    @Test // 41
    void validatesAgainForWhoHasOtherLimits() {
        ask("{ a }", true);
        ask("{ a }", true);
        ask("{ a }", false);

        assertThat(validated).containsExactly("{ a }", "{ a }");
    }

    private void ask(String document, boolean signedIn) {
        var input = ExecutionInput.newExecutionInput(document);
        if (signedIn) {
            input.graphQLContext(
                    context -> ViewerArgument.put(context, Viewer.system(Door.API, "test")));
        }
        cache.getDocumentAsync(
                        input.build(),
                        asked -> {
                            validated.add(asked.getQuery());
                            return new PreparsedDocumentEntry(Parser.parse("{ a }"));
                        })
                .join();
    }
}
