package headwater.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system that {@code crm up} has brought up, by the sign-ins that it printed.
 *
 * @param data its folder
 * @param graphql of the API; its user is the administrator
 */
record MeasuredSystem(
        Process crm, Path data, SignIn postgres, SignIn clickHouse, SignIn graphql, HttpClient http)
        implements AutoCloseable {
    private static final Pattern SIGN_IN =
            Pattern.compile("(PostgreSQL|ClickHouse)\\s+(\\S+)\\s+user (\\S+)\\s+password (\\S+)");
    private static final Pattern ADMINISTRATOR =
            Pattern.compile("Sign in\\s+(\\S+), password (\\S+)");

    record SignIn(String url, String user, String password) {}

    static MeasuredSystem start(Path launcher, Path data) throws IOException {
        int apiPort = freePort();
        var builder =
                new ProcessBuilder(
                                launcher.toString(),
                                "up",
                                "--data",
                                data.toString(),
                                "--port",
                                Integer.toString(apiPort))
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        Process crm = builder.start();
        var output =
                new BufferedReader(
                        new InputStreamReader(crm.getInputStream(), StandardCharsets.UTF_8));
        SignIn postgres = null;
        SignIn clickHouse = null;
        SignIn graphql = null;
        String line = output.readLine();
        while (line != null && !line.equals("ready")) {
            Matcher printed = SIGN_IN.matcher(line);
            if (printed.find()) {
                var signIn = new SignIn(printed.group(2), printed.group(3), printed.group(4));
                if (printed.group(1).equals("PostgreSQL")) {
                    postgres = signIn;
                } else {
                    clickHouse = signIn;
                }
            }
            Matcher administrator = ADMINISTRATOR.matcher(line);
            if (administrator.find()) {
                graphql =
                        new SignIn(
                                "http://127.0.0.1:%d/graphql".formatted(apiPort),
                                administrator.group(1),
                                administrator.group(2));
            }
            line = output.readLine();
        }
        if (postgres == null || clickHouse == null || graphql == null) {
            crm.destroy();
            throw new IOException("crm up did not come up");
        }
        return new MeasuredSystem(
                crm,
                data,
                postgres,
                clickHouse,
                graphql,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
    }

    /** What ClickHouse answers to an analyst. */
    String ask(String sql) throws IOException, InterruptedException {
        String credentials = clickHouse.user() + ":" + clickHouse.password();
        var request =
                HttpRequest.newBuilder(URI.create(clickHouse.url()))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        credentials.getBytes(
                                                                StandardCharsets.UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString(sql))
                        .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.body());
        }
        return response.body().strip();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        http.close();
        crm.destroy();
        try {
            if (!crm.waitFor(60, TimeUnit.SECONDS)) {
                crm.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
