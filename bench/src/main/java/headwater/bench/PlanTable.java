package headwater.bench;

import java.sql.Connection;

/** How PostgreSQL finds the first page of lists, for every scope. */
record PlanTable(MeasuredSystem system, People people, Report report) {
    void measure() throws Exception {
        report.say("");
        report.say(
                "Plans of the first page over %,d accounts, %,d opportunities, %,d interactions",
                BigCompany.ACCOUNTS, BigCompany.OPPORTUNITIES, BigCompany.INTERACTIONS);
        report.say("%-38s %-34s %9s %6s %9s", "list", "index", "ms", "sorted", "seq scan");
        for (String scope : People.ROLES.keySet()) {
            tell(Operation.list(scope));
            tell(Operation.newest(scope));
            tell(Operation.nextToClose(scope));
            tell(Operation.newestOpportunities(scope));
        }
        tell(Operation.interactions());
    }

    private void tell(Operation list) throws Exception {
        String sql =
                new StatementLog(system)
                        .of(() -> people.next(list.scope()).asks(list.body())).stream()
                                .map(StatementLog.Statement::inlined)
                                .filter(text -> text.contains("order by"))
                                .findFirst()
                                .orElseThrow();
        try (Connection connection = system.connect()) {
            Plan plan = Plan.of(connection, sql);
            report.say(
                    "%-38s %-34s %9s %6s %9s",
                    list.name(),
                    plan.indexes(),
                    plan.millis(),
                    plan.sorted(),
                    plan.readsAll() ? "yes" : "no");
            report.row("plan", "list", list.name(), "indexes", plan.indexes(), "plan", plan.text());
            if (plan.sorted() > BigCompany.SHARED || plan.readsAll()) {
                report.fault(
                        "%s: the page is not found by an index:%n%s", list.name(), plan.text());
            }
        }
    }
}
