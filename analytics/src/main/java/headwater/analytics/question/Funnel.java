package headwater.analytics.question;

import headwater.analytics.CompanyCalendar;
import headwater.analytics.Query;
import headwater.analytics.Question;
import headwater.analytics.QuestionRefused;
import headwater.analytics.question.FunnelAnswer.Outcome;
import headwater.analytics.question.FunnelAnswer.Ratio;
import headwater.analytics.question.FunnelAnswer.Stage;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How far did the opportunities created in a period get, and what is in each stage now? Reached is
 * the furthest open stage: lost opportunities stay where they got to, won ones reached all. Whoever
 * reached a stage that the pipeline has lost since has reached the one that took over; as of a
 * moment before, the lost stage stands where it stood, the others in their order of today.
 *
 * @param from first day of creation, in the company's zone
 * @param to first day after
 * @param asOf only what happened before this instant; null for all until now
 */
public record Funnel(
        long pipelineId,
        LocalDate from,
        LocalDate to,
        @Nullable Instant asOf,
        CompanyCalendar calendar)
        implements Question<FunnelAnswer> {

    private static final int VERSION = 1;

    private static final String SQL =
            """
            WITH RECURSIVE known AS (
                SELECT stage_id, pipeline_id, ordinal, name, category, merged_into_id,
                    ifNull(toUnixTimestamp64Micro(retired_at), 9223372036854775807) AS gone
                FROM {stage}
            ),
            standing AS (
                SELECT stage_id, pipeline_id, ordinal, name,
                    toInt16(row_number() OVER (PARTITION BY pipeline_id ORDER BY ordinal, gone))
                        AS place
                FROM known
                WHERE category = 'OPEN' AND gone >= :asOf
            ),
            heir AS (
                SELECT stage_id, stage_id AS heir_id, merged_into_id, gone FROM known
                UNION ALL
                SELECT heir.stage_id, known.stage_id, known.merged_into_id, known.gone
                FROM heir
                INNER JOIN known ON known.stage_id = heir.merged_into_id
                WHERE heir.gone < :asOf
            ),
            counted AS (
                SELECT heir.stage_id AS stage_id, standing.place AS place
                FROM heir
                INNER JOIN standing ON standing.stage_id = heir.heir_id
            ),
            state AS (
                SELECT change.opportunity_id AS opportunity_id,
                    min(change.moment) AS created,
                    argMax(
                        (change.kind, change.pipeline_id, change.stage_id, change.stage_category,
                            change.probability, toFloat64(ifNull(change.company_amount, 0))),
                        change.place) AS last,
                    maxIf(
                        ifNull(counted.place, change.stage_ordinal),
                        change.stage_category = 'OPEN' AND change.pipeline_id = :pipeline
                    ) AS furthest
                FROM {opportunity_change} AS change
                LEFT JOIN counted ON counted.stage_id = change.stage_id
                WHERE change.micros < :asOf
                GROUP BY change.opportunity_id
                HAVING last.1 != 'DELETED' AND last.2 = :pipeline
            ),
            cell AS (
                SELECT last.2 AS pipeline_id, last.3 AS stage_id, last.4 AS category, furthest,
                    toInt32(toDate32(created, :zone)) >= :from
                        AND toInt32(toDate32(created, :zone)) < :to AS in_cohort,
                    count() AS n, sum(last.6) AS amount, sum(last.6 * last.5 / 100) AS weighted
                FROM state
                GROUP BY pipeline_id, stage_id, category, furthest, in_cohort
            ),
            placed AS (
                SELECT stage.stage_id AS stage_id, stage.name AS name, stage.ordinal AS ordinal,
                    stage.place AS place,
                    cell.n AS n, cell.amount AS amount, cell.weighted AS weighted,
                    in_cohort AND (cell.category = 'WON' OR furthest >= stage.place) AS is_reached,
                    cell.category = 'OPEN' AND cell.stage_id = stage.stage_id AS is_here,
                    in_cohort AND cell.category = 'WON' AS is_won,
                    in_cohort AND cell.category = 'LOST' AS is_lost
                FROM standing AS stage
                LEFT JOIN cell ON cell.pipeline_id = stage.pipeline_id
                WHERE stage.pipeline_id = :pipeline
            )
            SELECT stage_id, name, ordinal, place,
                sumIf(n, is_reached) AS reached, sumIf(amount, is_reached) AS reached_amount,
                sumIf(n, is_here) AS here, sumIf(amount, is_here) AS here_amount,
                sumIf(weighted, is_here) AS here_weighted,
                sumIf(n, is_won) AS won, sumIf(amount, is_won) AS won_amount,
                sumIf(n, is_lost) AS lost, sumIf(amount, is_lost) AS lost_amount
            FROM placed
            GROUP BY stage_id, name, ordinal, place
            ORDER BY place
            """;

    /** Refuses empty periods. */
    public Funnel {
        if (!from.isBefore(to)) {
            throw new QuestionRefused(
                    "The period from %s to %s is empty; 'to' should be a later day than 'from'"
                            .formatted(from, to));
        }
    }

    @Override
    public String name() {
        return "funnel";
    }

    @Override
    public Query query(Instant now) {
        return new Query(
                SQL,
                Map.of(
                        "pipeline", pipelineId,
                        "asOf", Query.micros(asOf == null ? now : asOf),
                        "from", from.toEpochDay(),
                        "to", to.toEpochDay(),
                        "zone", calendar.zone().getId()));
    }

    @Override
    public FunnelAnswer read(ResultSet rows) throws SQLException {
        List<Stage> stages = new ArrayList<>();
        Outcome won = new Outcome(0, 0);
        Outcome lost = new Outcome(0, 0);
        while (rows.next()) {
            stages.add(stage(rows, stages.isEmpty() ? null : stages.getLast()));
            won = new Outcome(rows.getLong("won"), rows.getDouble("won_amount"));
            lost = new Outcome(rows.getLong("lost"), rows.getDouble("lost_amount"));
        }
        if (stages.isEmpty()) {
            throw new QuestionRefused(
                    "Pipeline %d has no open stages or does not exist".formatted(pipelineId));
        }
        return new FunnelAnswer(VERSION, calendar.currency(), List.copyOf(stages), won, lost);
    }

    private static Stage stage(ResultSet rows, @Nullable Stage previous) throws SQLException {
        long reached = rows.getLong("reached");
        return new Stage(
                rows.getLong("stage_id"),
                rows.getString("name"),
                rows.getInt("ordinal"),
                reached,
                rows.getDouble("reached_amount"),
                previous == null ? null : Ratio.of(reached, previous.reached()),
                rows.getLong("here"),
                rows.getDouble("here_amount"),
                rows.getDouble("here_weighted"));
    }
}
