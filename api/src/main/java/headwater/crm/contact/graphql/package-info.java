/** The GraphQL face of contacts; translates and decides nothing. */
@NullMarked
package headwater.crm.contact.graphql;

import org.jspecify.annotations.NullMarked;
