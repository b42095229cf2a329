package headwater.crm.graphql.guard;

import graphql.parser.ParserOptions;
import graphql.validation.QueryComplexityLimits;

import java.time.Duration;

/**
 * How much a request may ask for; SECURITY.md gives the reasons.
 *
 * @param bodyBytes of the HTTP body
 * @param depth fields within fields, fragments expanded
 * @param fields of the document, fragments expanded
 * @param budget points that a caller can save up
 * @param restoredPerSecond points
 */
record Limits(int bodyBytes, int depth, int fields, int budget, int restoredPerSecond) {
    static final int DOCUMENT_CHARACTERS = 64 * 1024;
    static final int DOCUMENT_TOKENS = 2_000;
    static final int ALIASES = 30;
    static final int SAME_ROOT_FIELD = 5;
    static final int MUTATION_FIELDS = 10;
    static final int SIGN_INS = 1;
    static final int DIRECTIVES = 50;
    static final int VALIDATION_ERRORS = 5;
    static final int PAGE = 100;
    static final int POINTS = 1_000;

    /** Of variables. An import may have 500 rows. */
    static final int VALUES_IN_LIST = 500;

    static final int VALUE_CHARACTERS = 64 * 1024;
    static final int VALUE_DEPTH = 32;

    /** Of the cached documents' texts; the parsed form takes some thirty times as much. */
    static final int CACHED_CHARACTERS = 1_000_000;

    static final Duration REQUEST = Duration.ofSeconds(10);

    /** More of it for each row that an import brings. */
    static final Duration ROW = Duration.ofMillis(100);

    static final Duration STATEMENT = Duration.ofSeconds(5);

    /** For whoever is not signed in, and can do little but sign in. */
    static final Limits ANONYMOUS = new Limits(256 * 1024, 12, 500, 1_000, 50);

    /** An import batch is the largest body. */
    static final Limits SIGNED_IN = new Limits(4 * 1024 * 1024, 12, 500, 10_000, 500);

    /**
     * The standard introspection query is deeper than any honest one; good faith bounds the rest.
     */
    static final int INTROSPECTION_DEPTH = 20;

    static final ParserOptions PARSER =
            ParserOptions.newParserOptions()
                    .maxCharacters(DOCUMENT_CHARACTERS)
                    .maxTokens(DOCUMENT_TOKENS)
                    .maxWhitespaceTokens(DOCUMENT_CHARACTERS)
                    .maxRuleDepth(200)
                    .captureIgnoredChars(false)
                    .captureLineComments(false)
                    .build();

    QueryComplexityLimits complexity(boolean introspection) {
        return QueryComplexityLimits.newLimits()
                .maxDepth(introspection ? INTROSPECTION_DEPTH : depth)
                .maxFieldsCount(fields)
                .build();
    }
}
