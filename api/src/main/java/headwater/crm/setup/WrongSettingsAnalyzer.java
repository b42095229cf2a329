package headwater.crm.setup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the settings instead of printing a stack. */
class WrongSettingsAnalyzer extends AbstractFailureAnalyzer<WrongSettings> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, WrongSettings cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set the named variables and start again.",
                cause);
    }
}
