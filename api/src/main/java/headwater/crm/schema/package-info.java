/**
 * The schema as a document: what it says about its own fields. Knows nothing of how they are
 * served.
 */
@NullMarked
package headwater.crm.schema;

import org.jspecify.annotations.NullMarked;
