/** The GraphQL face of approvals. */
@NullMarked
package headwater.crm.approval.graphql;

import org.jspecify.annotations.NullMarked;
