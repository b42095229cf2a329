/** The GraphQL face of quotes; translates and decides nothing. */
@NullMarked
package headwater.crm.quote.graphql;

import org.jspecify.annotations.NullMarked;
