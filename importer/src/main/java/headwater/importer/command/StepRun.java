package headwater.importer.command;

import headwater.importer.mapping.Conversion;
import headwater.importer.mapping.ImportStep;
import headwater.importer.server.BatchAnswer;
import headwater.importer.server.Outcome;
import headwater.importer.server.Server;
import headwater.importer.table.Row;
import headwater.importer.table.Rows;
import headwater.importer.table.Table;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One import of the mapping, batch after batch. */
final class StepRun {
    static final int BATCH_ROWS = 200;

    private final ImportStep step;
    private final Table table;
    private final ZoneId zone;
    private final Server server;
    private final RefusedRows refused;
    private final Tally tally;
    private final Progress progress;
    private final List<Row> batch = new ArrayList<>();
    private ArrayNode converted = JsonNodeFactory.instance.arrayNode();

    StepRun(
            ImportStep step,
            Table table,
            ZoneId zone,
            Server server,
            RefusedRows refused,
            Tally tally,
            Progress progress) {
        this.step = step;
        this.table = table;
        this.zone = zone;
        this.server = server;
        this.refused = refused;
        this.tally = tally;
        this.progress = progress;
    }

    void run() {
        Predicate<Row> filter = step.filter();
        progress.begin(step.entity().key(), table.size());
        try (Rows rows = table.open()) {
            while (rows.hasNext()) {
                Row row = rows.next();
                if (row.defect() != null) {
                    count(row, Outcome.REFUSED, row.defect());
                } else if (filter.test(row)) {
                    add(row);
                }
                if (batch.size() == BATCH_ROWS) {
                    send();
                }
                progress.at(rows.bytesRead());
            }
            send();
        }
        progress.end();
    }

    private void add(Row row) {
        Conversion conversion = new Conversion(zone);
        ObjectNode fields = step.convert(row, conversion);
        if (conversion.problems().isEmpty()) {
            batch.add(row);
            converted.add(fields);
        } else {
            count(row, Outcome.REFUSED, String.join(" ", conversion.problems()));
        }
    }

    private void send() {
        if (batch.isEmpty()) {
            return;
        }
        BatchAnswer answer = server.send(step.entity(), converted);
        for (int i = 0; i < batch.size(); i++) {
            BatchAnswer.Result result = answer.results().get(i);
            count(batch.get(i), result.outcome(), result.reason());
        }
        tally.reached(answer.consistencyToken());
        batch.clear();
        converted = JsonNodeFactory.instance.arrayNode();
    }

    private void count(Row row, Outcome outcome, String reason) {
        tally.count(step.entity(), outcome);
        progress.row();
        if (outcome == Outcome.REFUSED) {
            refused.write(table, row, step.entity().key() + ": " + reason);
        }
    }
}
