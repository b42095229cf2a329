/**
 * The mapping file: what of which column becomes which field of the public API.
 *
 * <p>A mapping that was read without error cannot fail on its own account later, only refuse a row
 * for that row's values. Sends nothing, and knows nothing of where rows come from or go to.
 */
@NullMarked
package headwater.importer.mapping;

import org.jspecify.annotations.NullMarked;
