package headwater.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Freshness, waiting for one's own write, and failures. */
class AnalyticsTests {

    private static final Scope ALL = new Scope.All();

    @Test
    void answerSaysAsOfWhen() {
        var answer = WarehouseFixture.company().ask(new Sql("count()"), ALL);

        assertThat(answer.freshness())
                .isEqualTo(new Freshness(WarehouseFixture.COMMITTED, Duration.ofMillis(1500)));
    }

    @Test
    void newestEpochSaysHowFarTheStreamIs() {
        var warehouse = WarehouseFixture.company();
        warehouse.applied(50, 2, Instant.parse("2024-12-31T23:59:59Z"));

        assertThat(warehouse.ask(new Sql("count()"), ALL).freshness().lag())
                .isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(
                        () -> warehouse.ask(new Sql("count()"), ALL, new AfterWrite(51, () -> {})))
                .isInstanceOf(WarehouseBehind.class);
    }

    @Test
    void writeThatHasArrivedIsNotWaitedFor() {
        var nudges = new AtomicInteger();
        var arrived = new AfterWrite(WarehouseFixture.APPLIED, nudges::incrementAndGet);

        assertThat(WarehouseFixture.company().ask(new Sql("count()"), ALL, arrived).value())
                .isZero();
        assertThat(nudges).hasValue(0);
    }

    @Test
    void nudgeMakesAnIdleStreamMove() {
        var warehouse = WarehouseFixture.company();
        var nudges = new AtomicInteger();
        Runnable nudge =
                () -> {
                    nudges.incrementAndGet();
                    warehouse.deal(1).created("2024-01-02");
                    warehouse.applied(2000, WarehouseFixture.NOW).write();
                };

        var answer = warehouse.ask(new Sql("count()"), ALL, new AfterWrite(2000, nudge));

        assertThat(answer)
                .isEqualTo(new Answer<>(1L, new Freshness(WarehouseFixture.NOW, Duration.ZERO)));
        assertThat(nudges).hasValue(1);
    }

    @Test
    void writeThatDoesNotArriveIsAnErrorAndNoOldAnswer() {
        var nudges = new AtomicInteger();
        var lost = new AfterWrite(0x1_0000_00ABL, nudges::incrementAndGet);

        assertThatThrownBy(() -> WarehouseFixture.company().ask(new Sql("count()"), ALL, lost))
                .isInstanceOfSatisfying(
                        WarehouseBehind.class,
                        behind -> {
                            assertThat(behind.applied()).isEqualTo(WarehouseFixture.APPLIED);
                            assertThat(behind.wanted()).isEqualTo(0x1_0000_00ABL);
                        })
                .hasMessage("The warehouse has applied 0/3E8 and was asked to wait for 1/AB");
        assertThat(nudges).hasValue(1);
    }

    @Test
    void warehouseWithoutAStreamIsUnavailable() {
        assertThatThrownBy(() -> WarehouseFixture.withoutStream().ask(new Sql("count()")))
                .isInstanceOf(WarehouseUnavailable.class)
                .hasMessage(
                        "The warehouse holds no watermark: the stream has not applied anything yet");
    }

    @Test
    void unreachableWarehouseIsUnavailable() {
        var nowhere = new WarehouseSettings("http://127.0.0.1:1", "nobody", "");

        assertThatThrownBy(() -> askedThrough(nowhere, new Sql("count()")))
                .isInstanceOf(WarehouseUnavailable.class)
                .hasMessage("The warehouse cannot answer: no connection to http://127.0.0.1:1");
    }

    @Test
    void wrongPasswordIsUnavailableAndSaysSo() {
        var real = WarehouseFixture.settings();
        var wrong = new WarehouseSettings(real.url(), real.user(), "wrong");

        assertThatThrownBy(() -> askedThrough(wrong, new Sql("count()")))
                .isInstanceOf(WarehouseUnavailable.class)
                .hasMessageContaining("Authentication failed");
    }

    @Test
    void questionThatRunsTooLongIsRefused() {
        var real = WarehouseFixture.settings();
        var hasty =
                new WarehouseSettings(
                        real.url(),
                        real.user(),
                        real.password(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1);
        var warehouse = WarehouseFixture.company();
        warehouse.deal(1).created("2024-01-02");
        warehouse.deal(2).created("2024-01-02");
        warehouse.write();

        assertThatThrownBy(
                        () ->
                                askedThrough(
                                        hasty,
                                        new Sql(
                                                "sum(sleepEachRow(2)) +"
                                                        + " (SELECT count() FROM numbers(1e12)"
                                                        + " WHERE cityHash64(number) = 1)")))
                .isInstanceOf(QuestionRefused.class)
                .hasMessageStartingWith("Question test costs too much");
    }

    @Test
    void queryIdNamesTheQuestion() {
        var id =
                WarehouseFixture.company()
                        .ask(new Sql("count() + startsWith(queryID(), 'headwater-test-')"));

        assertThat(id).isEqualTo(1);
    }

    @Test
    void addressThatIsNoneIsRefusedAtOnce() {
        assertThatThrownBy(() -> new WarehouseSettings("localhost:8123", "user", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "ClickHouse's address is 'localhost:8123'; it should look like"
                                + " http://host:8123");
    }

    @Test
    void passwordIsNoPartOfTheText() {
        assertThat(new WarehouseSettings("http://host:8123", "user", "secret").toString())
                .doesNotContain("secret");
    }

    private static void askedThrough(WarehouseSettings settings, Question<Long> question) {
        try (var analytics = new Analytics(settings, Clock.systemUTC())) {
            analytics.ask(question, ALL);
        }
    }

    /** An expression over the visible opportunities. */
    private record Sql(String expression) implements Question<Long> {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public Query query(Instant now) {
            return new Query("SELECT " + expression + " FROM {opportunity}", Map.of());
        }

        @Override
        public Long read(ResultSet rows) throws SQLException {
            rows.next();
            return rows.getLong(1);
        }
    }
}
