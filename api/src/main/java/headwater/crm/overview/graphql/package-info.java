/** The GraphQL face of what people look at first. */
@NullMarked
package headwater.crm.overview.graphql;

import org.jspecify.annotations.NullMarked;
