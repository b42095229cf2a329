/**
 * A small company to look at, with two years of history. Deterministic for a given day; made
 * through the services, so that it obeys every rule.
 */
@NullMarked
package headwater.crm.demo;

import org.jspecify.annotations.NullMarked;
