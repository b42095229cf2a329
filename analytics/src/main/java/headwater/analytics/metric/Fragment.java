package headwater.analytics.metric;

/** The named queries of which a metric's statement is put together. */
final class Fragment {

    private Fragment() {}

    /**
     * One row per closed opportunity: its last transition into a terminal category, with the values
     * of that moment. It is the first change after the last one of any other category.
     */
    static final String CLOSED =
            """
            history AS (
                SELECT opportunity_id, min(moment) AS opened_at,
                    maxIf(place, stage_category = 'OPEN') AS last_open,
                    maxIf(place, stage_category = 'WON') AS last_won,
                    maxIf(place, stage_category = 'LOST') AS last_lost,
                    maxIf(place, kind = 'DELETED') AS last_deleted,
                    groupArrayIf(
                        (place, moment, owner_id, team_id, pipeline_id, company_amount),
                        stage_category != 'OPEN') AS closed
                FROM {opportunity_change}
                WHERE micros < :asOf
                GROUP BY opportunity_id
                HAVING greatest(last_won, last_lost) > greatest(last_open, last_deleted)
            ),
            outcome AS (
                SELECT opportunity_id, opened_at,
                    if(last_won > last_lost, 'WON', 'LOST') AS category,
                    greatest(last_open, least(last_won, last_lost)) AS before,
                    arraySort(arrayFilter(change -> change.1 > before, closed))[1] AS closing
                FROM history
            ),
            dated AS (
                SELECT opportunity_id, category, closing.3 AS owner_id, closing.4 AS team_id,
                    closing.5 AS pipeline_id, closing.6 AS company_amount,
                    toInt64(toInt32(toDate32(closing.2, :zone))) AS day,
                    day - toInt32(toDate32(opened_at, :zone)) AS cycle_days
                FROM outcome
            ),
            fact AS (
                SELECT *, roundDown(day, [:bucketStarts]) AS bucket
                FROM dated
                WHERE day >= :from AND day < :to
            )\
            """;

    /**
     * One row per opportunity and bucket at whose end it was open, with the values of then. A
     * change holds at the ends after it, up to the end that the next change does not precede.
     */
    static final String OPEN =
            """
            state AS (
                SELECT opportunity_id, kind, stage_category, owner_id, team_id, pipeline_id,
                    company_amount, micros,
                    leadInFrame(micros, 1, 9223372036854775807) OVER (
                        PARTITION BY opportunity_id ORDER BY place
                        ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING) AS until
                FROM {opportunity_change}
                WHERE micros < :asOf
            ),
            fact AS (
                SELECT opportunity_id, stage_category AS category, owner_id, team_id, pipeline_id,
                    company_amount, 0 AS cycle_days,
                    arrayEnumerate([:bucketEnds]) AS ranks,
                    transform(roundDown(micros, [:bucketEnds]), [:bucketEnds], ranks) AS first,
                    transform(roundDown(until, [:bucketEnds]), [:bucketEnds], ranks) AS last,
                    arrayJoin(arraySlice([:bucketStarts], first, last - first)) AS bucket
                FROM state
                WHERE stage_category = 'OPEN' AND kind != 'DELETED'
            )\
            """;

    /** The nearest region above each team, or the team itself. */
    static final String REGION =
            """
            ancestor AS (
                SELECT team_id, team_id AS ancestor_id, parent_team_id, kind, 1 AS depth
                FROM {team} AS self
                UNION ALL
                SELECT ancestor.team_id, parent.team_id, parent.parent_team_id, parent.kind,
                    ancestor.depth + 1
                FROM ancestor
                INNER JOIN {team} AS parent ON parent.team_id = ancestor.parent_team_id
                WHERE ancestor.kind != 'REGION' AND ancestor.depth < 50
            ),
            region AS (SELECT team_id, ancestor_id AS region_id FROM ancestor WHERE kind = 'REGION')\
            """;

    /** What part of an opportunity's amount each line stands for; equal parts if all are 0. */
    static final String LINE =
            """
            line AS (
                SELECT opportunity_id, product_id,
                    sum(toFloat64(amount)) OVER (PARTITION BY opportunity_id) AS total,
                    count() OVER (PARTITION BY opportunity_id) AS lines,
                    if(total > 0, toFloat64(amount) / total, 1 / lines) AS part
                FROM {opportunity_line}
            )\
            """;

    /** One row per opportunity, and per product only if products are a dimension. */
    static String share(boolean byProduct, boolean filtered) {
        String product = byProduct ? ", product_id" : "";
        return """
        share AS (
            SELECT opportunity_id%s, sum(part) AS part
            FROM line
            %s
            GROUP BY opportunity_id%s
        )\
        """
                .formatted(product, filtered ? "WHERE product_id IN (:products)" : "", product);
    }
}
