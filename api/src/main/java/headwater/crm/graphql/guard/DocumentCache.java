package headwater.crm.graphql.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;

import headwater.crm.graphql.ViewerArgument;

import org.springframework.stereotype.Component;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Keeps documents that have passed validation. An entry skips the limits that it was checked
 * against, so it serves only those who have the same ones.
 */
@Component
class DocumentCache implements PreparsedDocumentProvider {

    private record Key(boolean signedIn, String document) {}

    private final Cache<Key, PreparsedDocumentEntry> documents =
            Caffeine.newBuilder()
                    .maximumWeight(Limits.CACHED_CHARACTERS)
                    .<Key, PreparsedDocumentEntry>weigher(
                            (key, entry) -> key.document.length() + 100)
                    .build();

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> compute) {
        var key = new Key(ViewerArgument.isSignedIn(input.getGraphQLContext()), input.getQuery());
        PreparsedDocumentEntry known = documents.getIfPresent(key);
        if (known == null) {
            known = compute.apply(input);
            if (!known.hasErrors()) {
                documents.put(key, known);
            }
        }
        return CompletableFuture.completedFuture(known);
    }

    /** How many characters are kept. */
    long weight() {
        documents.cleanUp();
        return documents.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }
}
