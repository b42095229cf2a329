package headwater.engines;

import java.util.ArrayList;
import java.util.List;

/** Terminal sessions of child processes. */
public final class Session {
    private Session() {}

    /**
     * The command in a session of its own: Ctrl-C in a terminal reaches the supervisor alone, which
     * then stops its processes in order. The process id stays that of the program.
     */
    public static List<String> own(List<String> command) {
        var whole = new ArrayList<String>();
        whole.add("setsid");
        whole.addAll(command);
        return whole;
    }
}
