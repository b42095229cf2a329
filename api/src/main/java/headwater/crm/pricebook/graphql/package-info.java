/** The GraphQL face of prices; translates and decides nothing. */
@NullMarked
package headwater.crm.pricebook.graphql;

import org.jspecify.annotations.NullMarked;
