/**
 * When due work is done. Knows no work: capabilities bring their {@link headwater.crm.job.Job}s.
 */
@NullMarked
package headwater.crm.job;

import org.jspecify.annotations.NullMarked;
