/** Users, teams and signing in; produces the Viewer. A person is in one team at a time. */
@NullMarked
package headwater.crm.identity;

import org.jspecify.annotations.NullMarked;
