/** Translates analytics' questions and answers; decides nothing. */
@NullMarked
package headwater.crm.report.graphql;

import org.jspecify.annotations.NullMarked;
