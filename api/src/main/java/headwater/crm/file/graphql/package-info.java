/** Files over GraphQL, what is known of them, and over HTTP, what they hold. */
@NullMarked
package headwater.crm.file.graphql;

import org.jspecify.annotations.NullMarked;
