/** The GraphQL face of working time; translates and decides nothing. */
@NullMarked
package headwater.crm.calendar.graphql;

import org.jspecify.annotations.NullMarked;
