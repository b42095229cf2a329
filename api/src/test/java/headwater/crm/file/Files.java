package headwater.crm.file;

import headwater.crm.graphql.Wire;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Sends and fetches files as a client would. */
public final class Files {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final String token;

    private Files(int port, String token) {
        this.port = port;
        this.token = token;
    }

    public static Files of(int port, String login, String password) {
        return new Files(port, new Wire(port).signedIn(login, password).token());
    }

    public static Files withToken(int port, String token) {
        return new Files(port, token);
    }

    public HttpResponse<byte[]> send(String record, String name, String type, byte[] content) {
        return send(
                request(
                                "/files?record="
                                        + record
                                        + "&name="
                                        + URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(content)));
    }

    /** Id of a file that must be taken. */
    public String add(String record, String name, String type, byte[] content) {
        HttpResponse<byte[]> answer = send(record, name, type, content);
        if (answer.statusCode() != 201) {
            throw new AssertionError(text(answer));
        }
        return json(answer).path("id").asString();
    }

    public HttpResponse<byte[]> fetch(String path) {
        return send(request(path).GET());
    }

    public static JsonNode json(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    public static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    public static String code(HttpResponse<byte[]> answer) {
        return json(answer).at("/errors/0/extensions/code").asString();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
