/** Ways of selling: ordered stages, with exactly one won and one lost stage. */
@NullMarked
package headwater.crm.pipeline;

import org.jspecify.annotations.NullMarked;
