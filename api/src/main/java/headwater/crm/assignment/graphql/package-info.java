/** The GraphQL face of assignment; translates and decides nothing. */
@NullMarked
package headwater.crm.assignment.graphql;

import org.jspecify.annotations.NullMarked;
