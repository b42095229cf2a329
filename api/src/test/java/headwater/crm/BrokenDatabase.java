package headwater.crm;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.springframework.stereotype.Component;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Makes PostgreSQL refuse statements, by sending it ones that it cannot understand. */
@Component
public class BrokenDatabase implements ExecuteListener, ExecuteListenerProvider {
    private static final int WHOLE = Integer.MAX_VALUE;

    private final AtomicInteger left = new AtomicInteger(WHOLE);

    /** Runs something while every statement after the first few fails. */
    public <T> T after(int statements, Supplier<T> work) {
        left.set(statements);
        try {
            return work.get();
        } finally {
            left.set(WHOLE);
        }
    }

    @Override
    public ExecuteListener provide() {
        return this;
    }

    @Override
    public void renderEnd(ExecuteContext context) {
        if (left.get() != WHOLE && left.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
            context.sql("broken_on_purpose " + context.sql());
        }
    }
}
