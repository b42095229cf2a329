package headwater.crm.persistence;

import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The one place that opens transactions. A write transaction begins by saying who, why and through
 * which door; the stream joins that message (prefix {@code crm.ctx}) to every row change by
 * transaction id.
 */
@Component
public class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final int ATTEMPTS = 4;

    private final TransactionTemplate template;
    private final TransactionTemplate steps;
    private final DSLContext db;
    private final JsonMapper json;

    Transactions(PlatformTransactionManager manager, DSLContext db, JsonMapper json) {
        this.template = new TransactionTemplate(manager);
        this.steps = new TransactionTemplate(manager);
        this.steps.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.db = db;
        this.json = json;
    }

    public <T extends @Nullable Object> T write(Viewer viewer, Supplier<T> work) {
        return write(viewer, null, work);
    }

    /**
     * Joins the transaction that runs already, if any; its context stands. One that has lost a race
     * with another, each waiting for the other, has left nothing behind and is tried again.
     */
    @SuppressWarnings(
            "NullAway") // TransactionTemplate declares its result nullable whatever the callback's
    // is
    public <T extends @Nullable Object> T write(
            Viewer viewer, @Nullable String reason, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return template.execute(
                        status -> {
                            sayWho(viewer, reason);
                            return work.get();
                        });
            } catch (PessimisticLockingFailureException e) {
                if (attempt == ATTEMPTS || !LostRace.isCauseOf(e)) {
                    throw e;
                }
                LOG.info("{} lost a race and is tried again", viewer.requestId());
                LostRace.letTheOtherPass(attempt);
            }
        }
    }

    /**
     * Within a transaction that runs: what throws leaves nothing behind, and the transaction goes
     * on.
     */
    public <T> T step(Supplier<T> work) {
        return Objects.requireNonNull(steps.execute(status -> work.get()));
    }

    private void sayWho(Viewer viewer, @Nullable String reason) {
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        context.put("actor", viewer.userId());
        context.put("onBehalfOf", null);
        context.put("door", viewer.door().name());
        context.put("requestId", viewer.requestId());
        context.put("reason", reason);
        context.put("rule", null);
        db.fetch(
                "select pg_logical_emit_message(true, 'crm.ctx', ?)",
                json.writeValueAsString(context));
    }
}
