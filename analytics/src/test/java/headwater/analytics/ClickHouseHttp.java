package headwater.analytics;

import headwater.engines.ClickHouse;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Writes to ClickHouse, which analytics itself cannot. */
final class ClickHouseHttp {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ClickHouse engine;

    ClickHouseHttp(ClickHouse engine) {
        this.engine = engine;
    }

    void run(String statement) {
        send("", statement);
    }

    void insert(String table, String jsonLines) {
        send("INSERT INTO cdc." + table + " FORMAT JSONEachRow", jsonLines);
    }

    private void send(String query, String body) {
        String address =
                engine.url()
                        + "/?date_time_input_format=best_effort&query="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address))
                        .header("X-ClickHouse-User", engine.user())
                        .header("X-ClickHouse-Key", engine.password())
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(response.body());
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
