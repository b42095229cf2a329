package headwater.cdc;

import headwater.cdc.health.Refused;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what an operator must mend before a start as one sentence instead of a stack trace. */
final class OneSentence extends AbstractFailureAnalyzer<Refused> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, Refused cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
