/** The GraphQL face of analytics: turns the Viewer into a Scope. No SQL. */
@NullMarked
package headwater.crm.report;

import org.jspecify.annotations.NullMarked;
