package headwater.bench;

import static headwater.bench.Attack.body;
import static headwater.bench.Attack.document;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The attacks that are refused and can be sent from outside; API tests hold what they get. */
final class Attacks {
    private static final String TYPENAME = "{\"query\":\"{ __typename }\"}";
    private static final String LIST = "{ accounts(first: %s) { nodes { id } } }";

    private Attacks() {}

    static List<Attack> all() {
        List<Attack> all = new ArrayList<>();
        all.addAll(bodies());
        all.addAll(documents());
        all.addAll(manyOfOne());
        all.addAll(introspection());
        all.addAll(prices());
        all.addAll(values());
        all.addAll(http());
        all.addAll(tokens());
        return all;
    }

    private static List<Attack> bodies() {
        byte[] large = padded(300).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return List.of(
                body(1, "body of 300 KiB by nobody", false, padded(300)).refusedBy(413),
                body(1, "chunked body of 300 KiB by nobody", false, "")
                        .sending(
                                n ->
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(large)))
                        .refusedBy(413),
                body(1, "body of 4.1 MiB", true, padded(4200)).refusedBy(413),
                body(1, "compressed body", true, TYPENAME)
                        .with("Content-Encoding", "gzip")
                        .refusedBy(415));
    }

    private static List<Attack> documents() {
        String bomb =
                IntStream.range(0, 12)
                        .mapToObj(
                                i ->
                                        "fragment F%d on User { ...F%d ...F%d }"
                                                .formatted(i, i + 1, i + 1))
                        .collect(Collectors.joining("\n"));
        return List.of(
                document(
                        2, "70 KB of comment", true, "{ __typename #" + "x".repeat(70_000) + "\n}"),
                document(2, "2,001 tokens", true, "{" + " __typename".repeat(2_001) + " }"),
                document(
                        3,
                        "thirteen levels",
                        true,
                        "{ viewer { " + "manager { ".repeat(11) + "id" + " }".repeat(11) + " } }"),
                document(
                        4,
                        "501 fields",
                        true,
                        LIST.formatted(1).replace("id", " id name".repeat(250))),
                document(
                        4,
                        "bomb of fragments",
                        true,
                        "{ viewer { ...F0 } }\n" + bomb + "\nfragment F12 on User { id }"),
                document(
                        11,
                        "fragments in a circle",
                        true,
                        "{ viewer { ...A } } fragment A on User { ...B } fragment B on User { ...A }"),
                document(11, "missing fragment", true, "{ viewer { ...Missing } }"),
                document(10, "misspelt field", true, "{ viewr { id } }"),
                document(
                        7,
                        "500 directives",
                        true,
                        "{ __typename" + " @skip(if: false)".repeat(500) + " }"),
                document(
                        7,
                        "51 directives",
                        true,
                        "{ __typename" + " @skip(if: false)".repeat(51) + " }"),
                document(7, "unknown directives", true, "{ __typename" + " @aa".repeat(10) + " }"));
    }

    private static List<Attack> manyOfOne() {
        String guess = "signIn(input: { login: \"admin\", password: \"guess\" }) { token } ";
        String delete =
                "deleteAccount(input: { id: \"acc_1\", expectedVersion: 1 }) { userErrors { code } } ";
        return List.of(
                document(5, "101 aliases", false, "{" + times(101, "__typename ") + "}"),
                document(
                        5,
                        "a root field six times",
                        true,
                        "{" + times(6, "company { name } ") + "}"),
                document(5, "two sign-ins", false, "mutation {" + times(2, guess) + "}"),
                document(5, "eleven mutations", true, "mutation {" + times(11, delete) + "}"),
                body(
                        6,
                        "batch of ten",
                        true,
                        "[" + String.join(",", java.util.Collections.nCopies(10, TYPENAME)) + "]"));
    }

    private static List<Attack> introspection() {
        return List.of(
                document(
                        8,
                        "introspection in circles",
                        true,
                        "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }"),
                document(
                        8,
                        "thirty introspections",
                        true,
                        "{" + times(30, "__type(name: \"Query\") { name } ") + "}"),
                document(
                        9,
                        "introspection by nobody",
                        false,
                        "{ __schema { queryType { name } } }"));
    }

    private static List<Attack> prices() {
        String page =
                "opportunities(first: 100) { nodes { owner { name } account { owner { name } } stage { name } lines { product { name } } } } ";
        return List.of(
                document(12, "a list without a size", true, "{ accounts { nodes { id } } }"),
                document(12, "first: 99999999", true, LIST.formatted(99_999_999)),
                document(12, "first: -1", true, LIST.formatted(-1)),
                document(13, "more than 1,000 points", true, "{" + times(5, page) + "}"),
                document(
                                28,
                                "forged cursor",
                                true,
                                "{ accounts(first: 1, after: \"WyJ4IiwieSJd\") { nodes { id } } }")
                        .refusedBy(200));
    }

    private static List<Attack> values() {
        String variables = "{\"query\":\"{ __typename }\",\"variables\":{\"x\":%s}}";
        return List.of(
                body(
                        16,
                        "2,000 lists in lists",
                        true,
                        variables.formatted("[".repeat(2000) + "]".repeat(2000))),
                body(
                        16,
                        "list of 100,001",
                        true,
                        variables.formatted("[" + "1,".repeat(100_000) + "1]")),
                body(
                        16,
                        "text of 70 KB",
                        true,
                        variables.formatted("\"" + "x".repeat(70_000) + "\"")),
                body(16, "number of 5,000 digits", true, variables.formatted("9".repeat(5_000))),
                body(
                        16,
                        "variable of the wrong type",
                        true,
                        "{\"query\":\"query($n: Int!) { accounts(first: $n) { nodes { id } } }\",\"variables\":{\"n\":\"ten\"}}"),
                body(17, "a number for the document", true, "{\"query\":42}"),
                body(
                        11,
                        "unknown operation name",
                        true,
                        "{\"query\":\"query A { __typename }\",\"operationName\":\"B\"}"));
    }

    private static List<Attack> http() {
        Attack ordinary = body(18, "GET", true, TYPENAME);
        return List.of(
                ordinary.by("GET").sending(n -> BodyPublishers.noBody()).refusedBy(405),
                body(22, "PUT", true, TYPENAME).by("PUT").refusedBy(405),
                body(19, "text/plain", true, TYPENAME)
                        .with("Content-Type", "text/plain")
                        .refusedBy(415),
                body(21, "page of an evil origin", true, TYPENAME)
                        .with("Origin", "https://evil.example")
                        .refusedBy(403),
                body(22, "Accept: text/plain", true, TYPENAME)
                        .with("Accept", "text/plain")
                        .refusedBy(406),
                body(23, "mutation as event stream", true, TYPENAME)
                        .with("Accept", "text/event-stream")
                        .refusedBy(406),
                document(
                        24, "subscription by POST", true, "subscription { recordChanged { id } }"));
    }

    private static List<Attack> tokens() {
        String none = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.";
        Attack ordinary = body(29, "token without a signature", false, TYPENAME);
        return List.of(
                ordinary.with("Authorization", "Bearer " + none).refusedBy(401),
                body(29, "token of 6 KB", false, TYPENAME)
                        .with("Authorization", "Bearer " + "a".repeat(6_000))
                        .refusedBy(401));
    }

    private static String times(int number, String field) {
        return IntStream.range(0, number)
                .mapToObj(i -> "a" + i + ": " + field)
                .collect(Collectors.joining());
    }

    private static String padded(int kibibytes) {
        return TYPENAME + " ".repeat(kibibytes * 1024 - TYPENAME.length());
    }
}
