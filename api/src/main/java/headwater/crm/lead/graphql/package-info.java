/** The GraphQL face of leads; translates and decides nothing. */
@NullMarked
package headwater.crm.lead.graphql;

import org.jspecify.annotations.NullMarked;
