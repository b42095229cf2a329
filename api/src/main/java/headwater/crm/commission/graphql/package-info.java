/** The GraphQL face of commissions. */
@NullMarked
package headwater.crm.commission.graphql;

import org.jspecify.annotations.NullMarked;
