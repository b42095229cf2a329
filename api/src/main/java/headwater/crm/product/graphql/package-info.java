/** The GraphQL face of products; translates and decides nothing. */
@NullMarked
package headwater.crm.product.graphql;

import org.jspecify.annotations.NullMarked;
