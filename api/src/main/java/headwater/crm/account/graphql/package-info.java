/** The GraphQL face of accounts; translates and decides nothing. */
@NullMarked
package headwater.crm.account.graphql;

import org.jspecify.annotations.NullMarked;
