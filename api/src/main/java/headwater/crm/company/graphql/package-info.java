/** The GraphQL face of the company's settings; translates and decides nothing. */
@NullMarked
package headwater.crm.company.graphql;

import org.jspecify.annotations.NullMarked;
