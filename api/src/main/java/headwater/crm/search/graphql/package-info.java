/** The GraphQL face of search; translates and decides nothing. */
@NullMarked
package headwater.crm.search.graphql;

import org.jspecify.annotations.NullMarked;
