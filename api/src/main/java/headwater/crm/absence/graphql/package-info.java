/** The GraphQL face of absences; translates and decides nothing. */
@NullMarked
package headwater.crm.absence.graphql;

import org.jspecify.annotations.NullMarked;
