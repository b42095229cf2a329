/**
 * What happens once at start: settings are checked, an empty installation gets its administrator.
 */
@NullMarked
package headwater.crm.setup;

import org.jspecify.annotations.NullMarked;
