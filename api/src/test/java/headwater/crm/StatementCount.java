package headwater.crm;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes down every SQL statement that the application runs. */
@Component
public class StatementCount implements ExecuteListener, ExecuteListenerProvider {
    private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
    private final List<String> inlined = Collections.synchronizedList(new ArrayList<>());

    @Override
    public ExecuteListener provide() {
        return this;
    }

    @Override
    public void executeStart(ExecuteContext context) {
        statements.add(String.valueOf(context.sql()));
        if (context.query() != null) {
            inlined.add(DSL.using(context.configuration()).renderInlined(context.query()));
        }
    }

    /** What ran since the last call. */
    public List<String> take() {
        List<String> taken = List.copyOf(statements);
        statements.clear();
        inlined.clear();
        return taken;
    }

    /** What ran since the last call, with its values in place of parameters. */
    public List<String> takeInlined() {
        List<String> taken = List.copyOf(inlined);
        take();
        return taken;
    }
}
