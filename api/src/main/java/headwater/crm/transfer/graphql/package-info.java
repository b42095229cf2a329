/** The GraphQL face of transfers; translates and decides nothing. */
@NullMarked
package headwater.crm.transfer.graphql;

import org.jspecify.annotations.NullMarked;
