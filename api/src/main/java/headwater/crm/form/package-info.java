/**
 * What forms are built from, out of the schema and the viewer's levels. Holds no list of fields of
 * its own.
 */
@NullMarked
package headwater.crm.form;

import org.jspecify.annotations.NullMarked;
