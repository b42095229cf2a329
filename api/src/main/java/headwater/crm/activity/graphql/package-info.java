/** The GraphQL face of activities; translates and decides nothing. */
@NullMarked
package headwater.crm.activity.graphql;

import org.jspecify.annotations.NullMarked;
