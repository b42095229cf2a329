/** The GraphQL face of documents. */
@NullMarked
package headwater.crm.document.graphql;

import org.jspecify.annotations.NullMarked;
