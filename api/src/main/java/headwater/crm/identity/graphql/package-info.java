/** The GraphQL face of users and teams; translates and decides nothing. */
@NullMarked
package headwater.crm.identity.graphql;

import org.jspecify.annotations.NullMarked;
