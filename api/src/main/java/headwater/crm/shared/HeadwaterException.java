package headwater.crm.shared;

/** What the caller may learn as a GraphQL error; everything else reaches him as INTERNAL. */
public abstract sealed class HeadwaterException extends RuntimeException
        permits BadInput,
                Conflict,
                FieldNotAccessible,
                Forbidden,
                InvalidCursor,
                NotFound,
                Unauthenticated,
                UpstreamUnavailable {
    HeadwaterException(String message) {
        super(message);
    }
}
