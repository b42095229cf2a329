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
        new SchemaDiff().diffSchema(parsed(published, proposed), reporter);
        return reporter.getBreakages().stream()
                .map(BreakingChanges::sentence)
                .distinct()
                .sorted()
                .toList();
    }

    /** SchemaDiffSet parses by the options for operations, which are too strict for a schema. */
    private static SchemaDiffSet parsed(String published, String proposed) {
        ParserOptions operations = ParserOptions.getDefaultParserOptions();
        ParserOptions.setDefaultParserOptions(ParserOptions.getDefaultSdlParserOptions());
        try {
            return SchemaDiffSet.diffSetFromSdl(published, proposed);
        } finally {
            ParserOptions.setDefaultParserOptions(operations);
        }
    }

    private static String sentence(DiffEvent event) {
        String field = event.getFieldName() == null ? "" : "." + event.getFieldName();
        return event.getTypeName() + field + ": " + event.getReasonMsg();
    }
}
