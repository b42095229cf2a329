package headwater.crm.file;

import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Files of a seller's customer, up and down, with the customer's permission. */
@Api
class FileTests {
    private static final String PASSWORD = "a long password";
    private static final String REMOVE =
            "mutation($id: ID!) { deleteAttachment(input: { id: $id, expectedVersion: 1 }) { userErrors { code } } }";
    private static final byte[] PLAN = "三楼平面图".getBytes(StandardCharsets.UTF_8);

    @Autowired private Company company;
    @LocalServerPort private int port;

    private Person seller;
    private Person colleague;
    private Files files;
    private String account;

    @BeforeEach
    void aCustomer() {
        seller = company.person("SELLER");
        colleague = company.person("SELLER");
        files = Files.of(port, seller.login(), PASSWORD);
        account =
                company.create(seller.who(), "Account", Map.of("name", company.unique("华东物流有限公司")));
    }

    @Test
    void whatWasSentIsFetchedAsItWas() {
        HttpResponse<byte[]> sent = files.send(account, "平面图 三楼.txt", "text/plain", PLAN);
        String path = sent.headers().firstValue("Location").orElseThrow();
        HttpResponse<byte[]> fetched = files.fetch(path);

        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.body()).isEqualTo(PLAN);
        assertThat(fetched.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment")
                .contains("filename*=UTF-8''%E5%B9%B3%E9%9D%A2%E5%9B%BE%20%E4%B8%89%E6%A5%BC.txt");
        assertThat(fetched.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        Response listed =
                seller.who()
                        .document(
                                "query($r: ID!) { attachments(record: $r) { name mediaType size sha256 path about { id } createdBy { id } } }")
                        .variable("r", account)
                        .execute();
        listed.path("attachments[0].name").entity(String.class).isEqualTo("平面图 三楼.txt");
        listed.path("attachments[0].size").entity(Integer.class).isEqualTo(15);
        listed.path("attachments[0].path").entity(String.class).isEqualTo(path);
        listed.path("attachments[0].about.id").entity(String.class).isEqualTo(account);
        listed.path("attachments[0].createdBy.id").entity(String.class).isEqualTo(seller.id());
    }

    @Test
    void whoMayNotSeeTheRecordSeesNoneOfItsFilesThroughAnyDoor() {
        String id = files.add(account, "a.txt", "text/plain", PLAN);
        Files other = Files.of(port, colleague.login(), PASSWORD);

        Response seen =
                colleague
                        .who()
                        .document(
                                "query($id: ID!, $r: ID!) { attachment(id: $id) { name } node(id: $id) { id } attachments(record: $r) { name } }")
                        .variable("id", id)
                        .variable("r", account)
                        .execute();

        seen.path("attachment").valueIsNull();
        seen.path("node").valueIsNull();
        seen.path("attachments").entityList(Object.class).hasSize(0);
        assertThat(other.fetch("/files/" + id).statusCode()).isEqualTo(404);
        assertThat(other.send(account, "b.txt", "text/plain", PLAN).statusCode()).isEqualTo(404);
        assertThat(Files.withToken(port, "").fetch("/files/" + id).statusCode()).isEqualTo(401);
        assertThat(
                        Files.withToken(port, "")
                                .send(account, "b.txt", "text/plain", PLAN)
                                .statusCode())
                .isEqualTo(401);
        assertThat(remove(colleague, id)).isEqualTo("NOT_FOUND");
    }

    @Test
    void whoMayReadTheRecordOnlyReadsItsFilesOnly() {
        String id = files.add(account, "a.txt", "text/plain", PLAN);
        Files other = Files.of(port, colleague.login(), PASSWORD);
        share("READ");

        assertThat(other.fetch("/files/" + id).body()).isEqualTo(PLAN);
        assertThat(other.send(account, "b.txt", "text/plain", PLAN).statusCode()).isEqualTo(403);
        assertThat(remove(colleague, id)).isEqualTo("FORBIDDEN");
        assertThat(files.fetch("/files/" + id).statusCode()).isEqualTo(200);
    }

    /** A colleague who may change the customer does not put words into somebody else's mouth. */
    @Test
    void whoWroteANoteDownAddsItsFilesAndNobodyElse() {
        String visit =
                company.create(
                        seller.who(),
                        "Interaction",
                        Map.of(
                                "kind",
                                "VISIT",
                                "direction",
                                "OUTBOUND",
                                "subject",
                                "现场勘察",
                                "account",
                                Map.of("id", account)));
        share("EDIT");
        Files other = Files.of(port, colleague.login(), PASSWORD);

        String photo = files.add(visit, "现场照片.txt", "text/plain", PLAN);

        assertThat(other.fetch("/files/" + photo).body()).isEqualTo(PLAN);
        assertThat(other.send(visit, "b.txt", "text/plain", PLAN).statusCode()).isEqualTo(403);
        assertThat(remove(colleague, photo)).isEqualTo("FORBIDDEN");
        seller.who()
                .document(REMOVE)
                .variable("id", photo)
                .execute()
                .path("deleteAttachment.userErrors")
                .entityList(Object.class)
                .hasSize(0);
        assertThat(files.fetch("/files/" + photo).statusCode()).isEqualTo(404);
    }

    @Test
    void aRemovedFileIsGoneFromEveryDoor() {
        String id = files.add(account, "a.txt", "text/plain", PLAN);

        seller.who()
                .document(REMOVE)
                .variable("id", id)
                .execute()
                .path("deleteAttachment.userErrors")
                .entityList(Object.class)
                .hasSize(0);

        assertThat(files.fetch("/files/" + id).statusCode()).isEqualTo(404);
        seller.who()
                .document("query($r: ID!) { attachments(record: $r) { name } }")
                .variable("r", account)
                .execute()
                .path("attachments")
                .entityList(Object.class)
                .hasSize(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a\u0000b", "a\nSet-Cookie: x", "\\\\host\\share"})
    void aNameIsAFilesName(String name) {
        HttpResponse<byte[]> refused = files.send(account, name, "text/plain", PLAN);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Files.code(refused)).isEqualTo("INVALID");
    }

    @Test
    void refusesWhatIsEmptyOrTooLongOrOfNoRecord() {
        byte[] large = new byte[AttachmentDraft.MOST_BYTES + 1];

        assertThat(Files.code(files.send(account, "a.txt", "text/plain", new byte[0])))
                .isEqualTo("REQUIRED");
        assertThat(Files.code(files.send(account, "a.bin", "application/x-y", large)))
                .isEqualTo("INVALID");
        assertThat(Files.code(files.send("nonsense", "a.txt", "text/plain", PLAN)))
                .isEqualTo("BAD_USER_INPUT");
        assertThat(Files.code(files.fetch("/files/" + account))).isEqualTo("BAD_USER_INPUT");
    }

    /** Each is held in memory: whoever sends a hundred at once must not fill it. */
    @Test
    void onlySoManyAreOnTheirWayAtOnce() throws Exception {
        byte[] large = new byte[AttachmentDraft.MOST_BYTES];
        new java.util.Random(1).nextBytes(large);
        List<Callable<Integer>> sending = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            sending.add(() -> files.send(account, "a.bin", "application/x-y", large).statusCode());
        }

        Set<Integer> answers = new TreeSet<>();
        try (var threads = Executors.newFixedThreadPool(24)) {
            for (var each : threads.invokeAll(sending)) {
                answers.add(each.get());
            }
        }

        assertThat(answers).contains(201).isSubsetOf(201, 429);
        assertThat(files.send(account, "a.txt", "text/plain", PLAN).statusCode()).isEqualTo(201);
    }

    @Test
    void aKeyReachesAsFarAsItsScopes() {
        String id = files.add(account, "a.txt", "text/plain", PLAN);
        Files reading = Files.withToken(port, key(List.of("READ")));

        assertThat(reading.fetch("/files/" + id).statusCode()).isEqualTo(200);
        assertThat(reading.send(account, "b.txt", "text/plain", PLAN).statusCode()).isEqualTo(403);
    }

    private String key(List<String> scopes) {
        return company.admin()
                .document(
                        "mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { issued { key } userErrors { message } } }")
                .variable(
                        "input",
                        Map.of(
                                "name",
                                company.unique("files"),
                                "user",
                                seller.id(),
                                "scopes",
                                scopes))
                .execute()
                .path("createApiKey.issued.key")
                .entity(String.class)
                .get();
    }

    private void share(String level) {
        mutate(
                        seller.who(),
                        "shareRecord",
                        Map.of(
                                "record",
                                account,
                                "with",
                                Map.of("user", colleague.id()),
                                "level",
                                level),
                        "share { id }")
                .path("shareRecord.share.id")
                .hasValue();
    }

    private static String remove(Person who, String id) {
        String[] code = {""};
        who.who()
                .document(REMOVE)
                .variable("id", id)
                .execute()
                .errors()
                .satisfy(
                        errors ->
                                code[0] =
                                        String.valueOf(
                                                errors.getFirst().getExtensions().get("code")));
        return code[0];
    }
}
