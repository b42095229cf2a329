/** The GraphQL face of tasks. */
@NullMarked
package headwater.crm.task.graphql;

import org.jspecify.annotations.NullMarked;
