/** The GraphQL face of pools; translates and decides nothing. */
@NullMarked
package headwater.crm.pool.graphql;

import org.jspecify.annotations.NullMarked;
