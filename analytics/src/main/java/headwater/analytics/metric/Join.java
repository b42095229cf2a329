package headwater.analytics.metric;

/**
 * What a fact is joined to, only if a dimension or a filter needs it; each joins at most one row,
 * but products.
 */
enum Join {
    OWNER("LEFT JOIN {app_user} AS owner ON owner.app_user_id = fact.owner_id"),
    REGION("LEFT JOIN region ON region.team_id = fact.team_id"),
    ACCOUNT(
            """
            LEFT JOIN (
                SELECT opportunity.opportunity_id AS opportunity_id, account.industry AS industry
                FROM {opportunity} AS opportunity
                INNER JOIN {account} AS account ON account.account_id = opportunity.account_id
            ) AS customer ON customer.opportunity_id = fact.opportunity_id\
            """),
    PRODUCT("LEFT JOIN share ON share.opportunity_id = fact.opportunity_id"),
    NONE("");

    private final String sql;

    Join(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
