/**
 * The edge: scalars, ids, references between records, payloads and error mapping. Knows no
 * capability; capabilities bring their controllers.
 */
@NullMarked
package headwater.crm.graphql;

import org.jspecify.annotations.NullMarked;
