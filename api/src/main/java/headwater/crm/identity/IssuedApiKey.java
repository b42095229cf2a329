package headwater.crm.identity;

/**
 * A new API key.
 *
 * @param key the whole of it; it cannot be shown again
 */
public record IssuedApiKey(ApiKey apiKey, String key) {

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "IssuedApiKey[" + apiKey + "]";
    }
}
