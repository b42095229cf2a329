/** The GraphQL face of opportunities; translates and decides nothing. */
@NullMarked
package headwater.crm.opportunity.graphql;

import org.jspecify.annotations.NullMarked;
