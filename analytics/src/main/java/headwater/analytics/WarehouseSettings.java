package headwater.analytics;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where the warehouse is and how long an answer may take.
 *
 * @param url HTTP address of ClickHouse, such as {@code http://127.0.0.1:8123}
 * @param answerWithin how long one question may run on the server
 * @param waitForWrite how long {@link AfterWrite} waits before the question fails
 * @param connections size of the pool
 */
public record WarehouseSettings(
        String url,
        String user,
        String password,
        Duration answerWithin,
        Duration waitForWrite,
        int connections) {

    /** Ten seconds for an answer, five for a write to arrive, eight connections. */
    public WarehouseSettings(String url, String user, String password) {
        this(url, user, password, Duration.ofSeconds(10), Duration.ofSeconds(5), 8);
    }

    public WarehouseSettings {
        URI address = URI.create(url);
        if (!List.of("http", "https").contains(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "ClickHouse's address is '%s'; it should look like http://host:8123"
                            .formatted(url));
        }
    }

    public WarehouseSettings withWaitForWrite(Duration patience) {
        return new WarehouseSettings(url, user, password, answerWithin, patience, connections);
    }

    @Override
    public String toString() {
        return "WarehouseSettings[url=%s, user=%s]".formatted(url, user);
    }
}
