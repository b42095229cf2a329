/**
 * Who may do what with which rows. Every read and write takes a {@link
 * headwater.crm.permission.Viewer}; decides, but loads nothing.
 */
@NullMarked
package headwater.crm.permission;

import org.jspecify.annotations.NullMarked;
