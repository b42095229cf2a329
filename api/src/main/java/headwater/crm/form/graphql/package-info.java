/** The GraphQL face of forms; translates and decides nothing. */
@NullMarked
package headwater.crm.form.graphql;

import org.jspecify.annotations.NullMarked;
