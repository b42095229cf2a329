/**
 * The public GraphQL API as this client sees it.
 *
 * <p>A call returns what the server answered, or ends the import with a sentence; in between it is
 * patient, which is right because batches are safe to repeat by their external ids. Makes no rows.
 */
@NullMarked
package headwater.importer.server;

import org.jspecify.annotations.NullMarked;
