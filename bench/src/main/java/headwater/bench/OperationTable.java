package headwater.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How fast operations are answered, and what of the processor each takes. */
final class OperationTable {
    private static final int CALLERS = 8;
    private static final Duration WINDOW = Duration.ofSeconds(6);

    private final MeasuredSystem system;
    private final People people;
    private final Report report;

    OperationTable(MeasuredSystem system, People people, Report report) {
        this.system = system;
        this.people = people;
        this.report = report;
    }

    /** Milliseconds of processor time so far. */
    private record Spent(double server, double postgres, double compiler) {
        static Spent now(Processor processor, boolean api) {
            return new Spent(
                    api ? processor.apiMillis() : Processor.ownMillis(),
                    processor.postgresMillis(),
                    api ? processor.compilerMillis() : Double.NaN);
        }

        Spent since(Spent before, long requests) {
            return new Spent(
                    (server - before.server) / requests,
                    (postgres - before.postgres) / requests,
                    (compiler - before.compiler) / requests);
        }
    }

    void measure(List<Operation> operations) throws Exception {
        report.say("");
        report.say(
                "Closed loop of %d callers on the same machine, %d s each; CPU of the API and of its PostgreSQL backends",
                CALLERS, WINDOW.toSeconds());
        report.say(
                "%-38s %8s %8s %8s %8s %8s %8s %8s %6s",
                "operation",
                "per s",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "CPU ms",
                "of SQL",
                "of JIT",
                "SQL");
        Processor processor = Processor.of(system);
        for (Operation operation : operations) {
            Shot shot = () -> people.next(operation.scope()).asks(operation.body());
            int statements = new StatementLog(system).of(shot).size();
            Spent before = Spent.now(processor, true);
            Load.Result result = Load.during(WINDOW, CALLERS, caller -> shot);
            Spent each = Spent.now(processor, true).since(before, result.requests());
            tell(operation.name(), result, each, statements);
        }
        floor(operations.getFirst());
    }

    /**
     * The same statements without GraphQL, HTTP and permission; its CPU is that of this client too.
     */
    private void floor(Operation list) throws Exception {
        var statements =
                new StatementLog(system).of(() -> people.next(list.scope()).asks(list.body()));
        try (var floor = new Floor(system, statements)) {
            List<Shot> shots = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                shots.add(floor.shot(caller));
            }
            Load.during(WINDOW, CALLERS, shots::get);
            Processor processor = Processor.of(system);
            Spent before = Spent.now(processor, false);
            Load.Result result = Load.during(WINDOW, CALLERS, shots::get);
            Spent each = Spent.now(processor, false).since(before, result.requests());
            tell("floor: the first one's SQL by JDBC", result, each, statements.size());
        }
    }

    private void tell(String name, Load.Result result, Spent each, int statements) {
        report.say(
                "%-38s %8.0f %8s %8s %8s %8s %8s %8s %6d",
                name,
                result.perSecond(),
                Report.number(result.millisAt(50)),
                Report.number(result.millisAt(95)),
                Report.number(result.millisAt(99)),
                Report.number(each.server() + each.postgres()),
                Report.number(each.postgres()),
                Report.number(each.compiler()),
                statements);
        report.row(
                "operation",
                "name",
                name,
                "perSecond",
                result.perSecond(),
                "millisP50",
                result.millisAt(50),
                "millisP95",
                result.millisAt(95),
                "millisP99",
                result.millisAt(99),
                "cpu",
                each,
                "statements",
                statements,
                "failed",
                result.failed());
        if (result.failed() > 0) {
            report.fault("%s: %d requests were not answered as expected.", name, result.failed());
        }
    }
}
