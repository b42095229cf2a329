/** The GraphQL face of pipelines; translates and decides nothing. */
@NullMarked
package headwater.crm.pipeline.graphql;

import org.jspecify.annotations.NullMarked;
