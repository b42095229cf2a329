package headwater.bench;

import java.time.Duration;
import java.util.Arrays;

/** What refusing costs, and what is left to others meanwhile. */
final class AttackTable {
    private static final int BATCHES = 4;
    private static final int BATCH = 50;
    private static final int ATTACKERS = 4;
    private static final int READERS = 8;
    private static final double MOST_MILLIS = 25;
    private static final Duration BESIDE = Duration.ofMillis(1500);

    private final People people;
    private final Processor processor;
    private final Report report;
    private final byte[] list;

    AttackTable(People people, Processor processor, Report report, byte[] list) {
        this.people = people;
        this.processor = processor;
        this.report = report;
        this.list = list;
    }

    void measure() throws InterruptedException {
        report.say("");
        report.say(
                "Refused attacks: %d requests in %d batches by %d callers; then one attacker without pause beside %d readers of lists,",
                BATCHES * BATCH, BATCHES, ATTACKERS, READERS);
        report.say(
                "whose share of their own rate before it is shown (nine callers who share fairly would leave 0.89).");
        report.say(
                "%3s %-36s %9s %9s %9s %9s %6s",
                "row", "attack", "CPU mean", "CPU p50", "wall p99", "readers", "other");
        for (Attack attack : Attacks.all()) {
            measure(attack);
        }
    }

    private void measure(Attack attack) throws InterruptedException {
        Shot shot = () -> attack.isRefused(people.next("all"));
        Load.times(2 * BATCH, ATTACKERS, caller -> shot);
        double[] millis = new double[BATCHES];
        var wall = new org.HdrHistogram.Histogram(3);
        long failed = 0;
        for (int i = 0; i < BATCHES; i++) {
            double before = processor.apiMillis();
            Load.Result batch = Load.times(BATCH, ATTACKERS, caller -> shot);
            millis[i] = (processor.apiMillis() - before) / BATCH;
            wall.add(batch.nanos());
            failed += batch.failed();
        }
        double alone = readers(attack, 0);
        double beside = readers(attack, 1);
        tell(attack, millis, wall.getValueAtPercentile(99) / 1e6, beside / alone, failed);
        report.row("readers", "name", attack.name(), "alone", alone, "beside", beside);
    }

    private void tell(Attack attack, double[] millis, double wall, double share, long failed) {
        double mean = Arrays.stream(millis).average().orElse(Double.NaN);
        Arrays.sort(millis);
        double median = (millis[BATCHES / 2 - 1] + millis[BATCHES / 2]) / 2;
        report.say(
                "%3d %-36s %9s %9s %9s %9s %6d",
                attack.row(),
                attack.name(),
                Report.number(mean),
                Report.number(median),
                Report.number(wall),
                Report.number(share),
                failed);
        report.row(
                "attack",
                "row",
                attack.row(),
                "name",
                attack.name(),
                "cpuMillisMean",
                mean,
                "cpuMillisMedian",
                median,
                "wallMillisP99",
                wall,
                "readersShare",
                share,
                "otherAnswers",
                failed);
        if (mean > MOST_MILLIS) {
            report.fault(
                    "Refusing \"%s\" takes %s ms of CPU; at most %s are allowed.",
                    attack.name(), Report.number(mean), Report.number(MOST_MILLIS));
        }
        if (failed > 0) {
            report.fault("\"%s\" was %d times not refused as it has to be.", attack.name(), failed);
        }
    }

    /** Lists per second, with attackers beside them. */
    private double readers(Attack attack, int attackers) throws InterruptedException {
        var end = System.nanoTime() + BESIDE.toNanos();
        Shot refused = () -> attack.isRefused(people.next("all"));
        Shot read = () -> people.next("all").asks(list);
        var lists = new java.util.concurrent.atomic.LongAdder();
        Shot counted =
                () -> {
                    boolean answered = read.fire();
                    if (answered) {
                        lists.increment();
                    }
                    return answered;
                };
        Load.run(
                READERS + attackers,
                caller -> caller < READERS ? counted : refused,
                () -> System.nanoTime() < end);
        return lists.sum() / (BESIDE.toMillis() / 1e3);
    }
}
