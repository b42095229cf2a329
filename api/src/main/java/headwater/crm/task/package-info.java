/**
 * What somebody has to do: to-dos that people write, and those that the rules raise. Knows no kind
 * of record that a to-do may be about; whoever has something to ask raises it.
 */
@NullMarked
package headwater.crm.task;

import org.jspecify.annotations.NullMarked;
