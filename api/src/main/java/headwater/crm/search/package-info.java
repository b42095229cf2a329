/** One question over all kinds of records. Knows none of them: they are {@link Searchable}. */
@NullMarked
package headwater.crm.search;

import org.jspecify.annotations.NullMarked;
