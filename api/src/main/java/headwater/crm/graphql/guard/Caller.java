package headwater.crm.graphql.guard;

import io.github.bucket4j.Bucket;

/**
 * Who sends the request, as far as limits are concerned.
 *
 * @param budget what he has left; shared by all his requests to this process
 */
record Caller(Limits limits, Bucket budget) {
    static final String ATTRIBUTE = Caller.class.getName();
}
