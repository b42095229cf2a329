package headwater.crm.structure;

import graphql.parser.ParserOptions;
import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;

import java.util.List;

/** What a new schema takes away from the clients of an old one. */
final class BreakingChanges {
    private BreakingChanges() {}

    /** Each as {@code Type.field: what}, sorted, without repetition. */
    static List<String> between(String published, String proposed) {
        var reporter = new CapturingReporter();
        // The diff reads schemas as if they were requests, which may not be as long.
        ParserOptions ofRequests = ParserOptions.getDefaultParserOptions();
        ParserOptions.setDefaultParserOptions(ParserOptions.getDefaultSdlParserOptions());
        try {
            new SchemaDiff()
                    .diffSchema(SchemaDiffSet.diffSetFromSdl(published, proposed), reporter);
        } finally {
            ParserOptions.setDefaultParserOptions(ofRequests);
        }
        return reporter.getBreakages().stream()
                .map(BreakingChanges::sentence)
                .distinct()
                .sorted()
                .toList();
    }

    private static String sentence(DiffEvent event) {
        String field = event.getFieldName() == null ? "" : "." + event.getFieldName();
        return event.getTypeName() + field + ": " + event.getReasonMsg();
    }
}
