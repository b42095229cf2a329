package headwater.crm.graphql.guard;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.springframework.stereotype.Component;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Gives each statement of a request the time that is left, at most five seconds; PostgreSQL's
 * driver then cancels it on the server. Statements of jobs are not touched.
 */
@Component
class StatementDeadline implements ExecuteListener, ExecuteListenerProvider {

    @Override
    public ExecuteListener provide() {
        return this;
    }

    @Override
    public void executeStart(ExecuteContext context) {
        Duration left = Deadline.left();
        var statement = context.statement();
        if (left == null || statement == null) {
            return;
        }
        if (!left.isPositive()) {
            throw new TimeLimitReached();
        }
        Duration allowed = left.compareTo(Limits.STATEMENT) < 0 ? left : Limits.STATEMENT;
        try {
            // JDBC counts whole seconds, and takes zero for no limit.
            statement.setQueryTimeout((int) Math.max(1, allowed.toSeconds()));
        } catch (SQLException e) {
            context.sqlException(e);
        }
    }
}
