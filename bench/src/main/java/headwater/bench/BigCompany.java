package headwater.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A million accounts of 400 sellers and of those who sign in, with two million opportunities, five
 * million interactions, contacts and shares; written by SQL, because through the API it would take
 * hours.
 */
final class BigCompany {
    static final int ACCOUNTS = 1_000_000;

    static final int OPPORTUNITIES = 2 * ACCOUNTS;

    /** Accounts with contacts, tasks and a hundred interactions each. */
    static final int CUSTOMERS = 10_000;

    /** Four of every account, and the customers' hundred. */
    static final int INTERACTIONS = 4 * ACCOUNTS + 100 * CUSTOMERS;

    /** Accounts that are shared with somebody. */
    static final int SHARED = 2_000;

    private static final int AT_ONCE = 100_000;
    private static final String CONTEXT =
            """
            select pg_logical_emit_message(true, 'crm.ctx',
              '{"actor":null,"onBehalfOf":null,"door":"SYSTEM","requestId":"bench","reason":"measured","rule":null}')
            """;

    private final MeasuredSystem system;

    BigCompany(MeasuredSystem system) {
        this.system = system;
    }

    /** Every tenth seller reports to one of the managers; half of them are in each team. */
    void fill(People people) throws SQLException {
        try (Connection connection = system.connect()) {
            connection.setAutoCommit(false);
            // References are right by construction, and checking a million of them takes minutes.
            run(connection, "set session_replication_role = replica");
            run(connection, sellers(people));
            run(connection, memberships(people));
            for (int from = 0; from < ACCOUNTS; from += AT_ONCE) {
                run(connection, accounts(people, from));
            }
            run(connection, PRODUCTS);
            for (int from = 0; from < ACCOUNTS; from += AT_ONCE) {
                for (String sql : OF_ACCOUNTS) {
                    run(connection, sql.formatted(from + 1, from + AT_ONCE));
                }
            }
            REST.forEach(sql -> run(connection, sql.formatted(literal(people.keys("own")))));
            connection.setAutoCommit(true);
            try (var statement = connection.createStatement()) {
                statement.execute("set session_replication_role = default");
                // Viewers are kept until this changes.
                statement.execute("update internal.permission_version set version = version + 1");
                statement.execute("vacuum (analyze)");
            }
        }
    }

    private static String sellers(People people) {
        return """
               insert into crm.app_user (login, name, manager_id)
               select 'bulk' || n, 'bulk' || n, case when n %% 10 = 0 then (%1$s)[1 + n / 10 %% %2$d] end
               from generate_series(1, 400) as n
               """
                .formatted(
                        literal(people.keys("subordinates")), people.keys("subordinates").size());
    }

    private static String memberships(People people) {
        return """
               insert into crm.team_membership (team_id, app_user_id, valid_from)
               select (%s)[1 + app_user_id %% 2], app_user_id, date '2020-01-01'
               from crm.app_user where login like 'bulk%%'
               """
                .formatted(literal(people.teams()));
    }

    private static String accounts(People people, int from) {
        return """
               insert into crm.account (name, industry, owner_id, created_at)
               select md5(n::text), 'industry ' || n %% 20, owners.ids[1 + n %% cardinality(owners.ids)],
                 timestamptz '2024-01-01' + n * interval '1 minute'
               from generate_series(%d, %d) as n,
                 (select array_agg(app_user_id) || %s as ids from crm.app_user where login like 'bulk%%') as owners
               """
                .formatted(from + 1, from + AT_ONCE, literal(people.keys("own")));
    }

    private static final String PRODUCTS =
            """
            insert into crm.product (name, list_price, currency)
            select 'product ' || n, n, 'CNY' from generate_series(1, 50) as n
            """;

    /** Of the accounts from one key to another. */
    private static final List<String> OF_ACCOUNTS =
            List.of(
                    """
                    insert into crm.opportunity (name, account_id, owner_id, pipeline_id, stage_id, stage_category,
                      stage_entered_at, probability, forecast_category, amount, currency, company_amount, close_on,
                      last_change_sequence, last_change_at, created_at)
                    select 'deal ' || n || ' ' || account_id, account_id, owner_id, stage.pipeline_id, stage.stage_id, 'OPEN',
                      account.created_at, stage.probability, stage.forecast_category, account_id, 'CNY', account_id,
                      date '2027-01-01' + abs(hashint8(account_id) %% 90), 1, account.created_at, account.created_at + n * interval '1 day'
                    from crm.account cross join generate_series(1, 2) as n join crm.stage on ordinal = 1 + account_id %% 4
                    where account_id between %d and %d
                    """,
                    """
                    insert into crm.interaction (kind, direction, subject, happened_at, channel, effective, actor_id,
                      account_id, customer_id)
                    select 'CALL', 'OUTBOUND', 'call ' || n, created_at + n * interval '1 day', 'MANUAL', true, owner_id,
                      account_id, account_id
                    from crm.account cross join generate_series(1, case when account_id <= 10000 then 104 else 4 end) as n
                    where account_id between %d and %d
                    """,
                    """
                    insert into crm.opportunity_change (opportunity_id, sequence, kind, at, pipeline_id, stage_id,
                      stage_ordinal, stage_category, probability, forecast_category, amount, currency, company_amount,
                      close_on, owner_id)
                    select opportunity_id, 1, 'CREATED', opportunity.created_at, pipeline_id, stage_id, ordinal,
                      stage_category, opportunity.probability, opportunity.forecast_category, amount, currency,
                      company_amount, close_on, owner_id
                    from crm.opportunity join crm.stage using (pipeline_id, stage_id) where account_id between %d and %d
                    """);

    private static final List<String> REST =
            List.of(
                    """
                    insert into crm.contact (account_id, name, owner_id)
                    select account_id, md5(account_id || ':' || n), owner_id
                    from crm.account cross join generate_series(1, 5) as n where account_id <= 10000
                    """,
                    """
                    insert into crm.task (subject, kind, priority, status, owner_id, due_at, customer_id, about_object, about_id, closed_at)
                    select 'task ' || n, 'MANUAL', 'NORMAL', case when n %% 3 = 0 then 'DONE' else 'OPEN' end, owner_id,
                      timestamptz '2026-06-01' + (account_id %% 300) * interval '1 day', account_id, 'Account', account_id,
                      case when n %% 3 = 0 then now() end
                    from crm.account cross join generate_series(1, 10) as n where account_id <= 10000
                    """,
                    """
                    insert into crm.opportunity_line (opportunity_id, position, product_id, quantity, unit_price, amount)
                    select opportunity_id, n, 1 + (opportunity_id + n) %% 50, 1, 100, 100
                    from crm.opportunity cross join generate_series(1, 5) as n where account_id <= 20000
                    """,
                    """
                    insert into crm.record_share (object, record_id, principal, level)
                    select 'Account', account_id, 'user:' || (%1$s)[1 + account_id %% cardinality(%1$s)], 'READ'
                    from crm.account where account_id <=
                    """
                            + SHARED);

    private static void run(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(CONTEXT);
            statement.execute(sql);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String literal(List<Long> keys) {
        return "array" + keys + "::bigint[]";
    }
}
