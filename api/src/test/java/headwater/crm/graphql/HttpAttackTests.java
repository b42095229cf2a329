package headwater.crm.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.graphql.Wire.Answer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Attacks on the HTTP door; the numbers are rows of the attack table that SECURITY.md keeps. */
@Api
class HttpAttackTests {
    private static final int KIB = 1024;

    @LocalServerPort private int port;

    private Wire anybody;
    private Wire admin;

    @BeforeEach
    void signIn() {
        anybody = new Wire(port);
        admin = anybody.signedIn();
    }

    @Test // 1
    void bodyOverAQuarterMebibyteOfAnybody() {
        Answer fits = anybody.post(padded("{ __typename }", 250 * KIB));
        Answer tooLong = anybody.post(padded("{ __typename }", 300 * KIB));

        assertThat(fits.status()).isEqualTo(200);
        assertRefused(tooLong, 413, "BAD_USER_INPUT");
    }

    @Test // 1
    void bodyOverFourMebibytesOfAPerson() {
        Answer fits = admin.post(padded("{ __typename }", 4000 * KIB));
        Answer tooLong = admin.post(padded("{ __typename }", 4200 * KIB));

        assertThat(fits.status()).isEqualTo(200);
        assertRefused(tooLong, 413, "BAD_USER_INPUT");
    }

    @Test // 1
    void chunkedBodyOverTheLimit() {
        byte[] body = padded("{ __typename }", 300 * KIB).getBytes(StandardCharsets.UTF_8);

        Answer answer =
                anybody.send(
                        "POST", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertRefused(answer, 413, "BAD_USER_INPUT");
    }

    @Test // 1
    void compressedBody() {
        assertRefused(
                admin.with("Content-Encoding", "gzip").post("{\"query\":\"{ __typename }\"}"),
                415,
                "BAD_USER_INPUT");
    }

    @Test // 6
    void batchOfTen() {
        String one = "{\"query\":\"{ __typename }\"}";

        assertRefused(
                admin.post("[" + String.join(",", java.util.Collections.nCopies(10, one)) + "]"),
                400,
                "BAD_USER_INPUT");
    }

    @ParameterizedTest // 16, 17
    @ValueSource(
            strings = {
                "{\"query\":42}",
                "{\"query\":true}",
                "{\"query\":1.5}",
                "{\"query\":[\"{ __typename }\"]}",
                "{\"query\":\"{ __typename }\",\"operationName\":1}",
                "{\"query\":\"{ __typename }\",\"variables\":[]}",
                "{\"query\":\"{ __typename }\",\"variables\":\"{}\"}",
                "{\"query\":\"{ __typename }\",\"extensions\":1}",
                "{\"query\":\"{ __typename }\",\"query\":\"{ company { name } }\"}",
                "{\"query\":null}",
                "{\"query\":\"\"}",
                "{\"variables\":{}}",
                "{\"query\":\"{ __typename }\"",
                "{\"query\":\"{ __typename }\"} {}",
                "not json",
                ""
            })
    void bodyThatIsNoRequest(String body) {
        assertRefused(admin.post(body), 400, "BAD_USER_INPUT");
    }

    @Test // 16
    void variablesBeyondAllMeasure() {
        String deep = "[".repeat(2000) + "]".repeat(2000);
        String many = "[" + "1,".repeat(100_000) + "1]";
        String text = "\"" + "x".repeat(70_000) + "\"";
        String number = "9".repeat(5_000);

        for (String value : List.of(deep, many, text, number)) {
            assertRefused(
                    admin.post(
                            "{\"query\":\"{ __typename }\",\"variables\":{\"x\":" + value + "}}"),
                    400,
                    "BAD_USER_INPUT");
        }
    }

    @Test // 16
    void variablesOfTheWrongType() {
        String document = "query($n: Int!) { accounts(first: $n) { nodes { id } } }";

        for (Object wrong : List.of("ten", 99999999999L, 1.5, List.of(1, 2), Map.of("a", 1))) {
            assertRefused(admin.ask(document, Map.of("n", wrong)), 400, "BAD_USER_INPUT");
        }
        assertRefused(admin.ask(document), 400, "BAD_USER_INPUT");
    }

    @Test // 18, 22
    void everyMethodButPost() {
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "HEAD")) {
            Answer answer =
                    admin.at("/graphql?query=%7B__typename%7D")
                            .send(method, BodyPublishers.noBody());

            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.header("allow")).isEqualTo("POST");
        }
    }

    @ParameterizedTest // 19
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/graphql",
                "application/json; charset=utf-16"
            })
    void formsThatABrowserSendsWithoutAsking(String type) {
        String name = "Forged by " + type;

        Answer answer = admin.with("Content-Type", type).post(creation(name));

        assertRefused(answer, 415, "BAD_USER_INPUT");
        assertThat(accountsNamed(name)).isZero();
    }

    @Test // 21
    void pageOfAnEvilOrigin() {
        Wire evil = admin.with("Origin", "https://evil.example");
        String name = "Sent from an evil page";

        Answer preflight =
                evil.with("Access-Control-Request-Method", "POST")
                        .send("OPTIONS", BodyPublishers.noBody());
        Answer sent = evil.post(creation(name));

        for (Answer answer : List.of(preflight, sent)) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers().keySet())
                    .noneMatch(header -> header.startsWith("access-control"));
        }
        assertThat(accountsNamed(name)).isZero();
    }

    @Test // 21
    void optionsWithoutAnOriginTellPostOnly() {
        Answer answer = anybody.send("OPTIONS", BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
    }

    @Test // 22
    void answerThatNobodyCanWrite() {
        assertThat(admin.with("Accept", "text/plain").ask("{ __typename }").status())
                .isEqualTo(406);
    }

    @Test // 23
    void mutationAsEventStream() {
        String name = "Created by an event stream";

        Answer answer = admin.with("Accept", "text/event-stream").post(creation(name));

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.code()).isEqualTo("BAD_USER_INPUT");
        assertThat(accountsNamed(name)).isZero();
    }

    @Test // 24
    void subscriptionByPost() {
        assertRefused(admin.ask("subscription { recordChanged { id } }"), 400, "BAD_USER_INPUT");
    }

    @Test // 24
    void webSocketHandshake() throws IOException {
        // The JDK's client does not let anybody set Upgrade.
        String handshake =
                """
                GET /graphql HTTP/1.1
                Host: 127.0.0.1:%d
                Authorization: Bearer %s
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Protocol: graphql-transport-ws

                """
                        .formatted(port, admin.token());

        String status;
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(handshake.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            status =
                    new BufferedReader(
                                    new InputStreamReader(
                                            socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine();
        }

        assertThat(status).startsWith("HTTP/1.1 405");
    }

    @Test // 26
    void doorsForDevelopers() {
        for (String path :
                List.of("/graphql/schema", "/actuator", "/actuator/env", "/actuator/heapdump")) {
            assertThat(anybody.at(path).send("GET", BodyPublishers.noBody()).status())
                    .as(path)
                    .isEqualTo(401);
            assertThat(admin.at(path).send("GET", BodyPublishers.noBody()).status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(admin.ask("{ __typename }").json().path("extensions").propertyNames())
                .containsExactly("cost");
    }

    @Test
    void escapedPathLeadsThroughTheSameDoor() {
        assertThat(
                        anybody.at("/%67raphql")
                                .with("Accept", "text/event-stream")
                                .ask("{ __typename }")
                                .status())
                .isEqualTo(406);
    }

    @Test
    void errorPageIsNeverCalledAGraphqlAnswer() {
        Answer page = admin.at("/graphiql").post("{}");

        assertThat(page.status()).isGreaterThanOrEqualTo(400);
        assertThat(page.header("content-type")).doesNotContain("graphql-response");
        assertThat(page.text()).doesNotContain("Exception", "\"trace\"");
    }

    @Test
    void headersThatBrowsersObey() {
        Answer answer = anybody.ask("{ __typename }");

        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
        assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.header("content-security-policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by");
    }

    static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/graphql-response+json");
        assertThat(answer.json().has("data")).isFalse();
        answer.json()
                .path("errors")
                .forEach(
                        error -> {
                            assertThat(error.at("/extensions/requestId").asString()).isNotBlank();
                            assertThat(error.at("/extensions/classification").asString())
                                    .isNotBlank();
                        });
    }

    private static String padded(String document, int length) {
        String body = "{\"query\":\"%s\"}".formatted(document);
        return body + " ".repeat(length - body.length());
    }

    private static String creation(String name) {
        return "{\"query\":\"mutation { createAccount(input: { name: \\\"%s\\\" }) { account { id } } }\"}"
                .formatted(name);
    }

    private int accountsNamed(String name) {
        return admin.ask(
                        "query($name: String) { accounts(first: 5, filter: { name: { eq: $name } }) { nodes { id } } }",
                        Map.of("name", name))
                .json()
                .at("/data/accounts/nodes")
                .size();
    }
}
