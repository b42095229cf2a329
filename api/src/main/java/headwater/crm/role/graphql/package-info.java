/** The GraphQL face of roles; translates and decides nothing. */
@NullMarked
package headwater.crm.role.graphql;

import org.jspecify.annotations.NullMarked;
