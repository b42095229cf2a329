/**
 * The importer's one shared word: how it ends when it cannot run.
 *
 * <p>Every end that is not the program's own mistake is one sentence for the person at the
 * keyboard. Knows nothing of tables, mappings or servers.
 */
@NullMarked
package headwater.importer;

import org.jspecify.annotations.NullMarked;
