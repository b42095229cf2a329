/**
 * Starts a real PostgreSQL and a real ClickHouse from packages, each in a data folder of its own,
 * for tests, demos and small installations.
 *
 * <p>Invariant: what an engine has acknowledged is there after any kill, and nothing in a data
 * folder is ever deleted but what a first start left unfinished. May not know what the engines are
 * used for: no schema, no Spring, no other module of this project.
 */
@NullMarked
package headwater.engines;

import org.jspecify.annotations.NullMarked;
