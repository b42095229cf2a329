/** The GraphQL face of sharing; translates and decides nothing. */
@NullMarked
package headwater.crm.sharing.graphql;

import org.jspecify.annotations.NullMarked;
