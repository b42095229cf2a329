/**
 * Files that belong to records. A file is seen by whoever sees its record and may read all that the
 * file tells; it is added and removed by whoever may change the record.
 */
@NullMarked
package headwater.crm.file;

import org.jspecify.annotations.NullMarked;
