/**
 * What makes the GraphQL door hard to hurt: HTTP guards, limits of documents, a price before
 * execution, a budget per caller, time limits, trusted documents. Knows no capability, and decides
 * nothing about who may see what.
 */
@NullMarked
package headwater.crm.graphql.guard;

import org.jspecify.annotations.NullMarked;
