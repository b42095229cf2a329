/** The GraphQL face of receipts; translates and decides nothing. */
@NullMarked
package headwater.crm.payment.graphql;

import org.jspecify.annotations.NullMarked;
