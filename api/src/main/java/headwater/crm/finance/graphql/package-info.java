/** The GraphQL face of what finance books. */
@NullMarked
package headwater.crm.finance.graphql;

import org.jspecify.annotations.NullMarked;
