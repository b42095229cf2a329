/** The GraphQL face of contracts; translates and decides nothing. */
@NullMarked
package headwater.crm.contract.graphql;

import org.jspecify.annotations.NullMarked;
