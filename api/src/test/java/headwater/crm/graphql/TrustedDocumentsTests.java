package headwater.crm.graphql;

import static headwater.crm.graphql.HttpAttackTests.assertRefused;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.graphql.Wire.Answer;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Attack 40, on a server that runs trusted documents only. */
@Api
class TrustedDocumentsTests {
    private static final String DOCUMENT = "{ __typename }";

    /** Of {@code { __typename }}, as sha256sum tells it. */
    private static final String ITS_ID =
            "sha256:7f56e67dd21ab3f30d1ff8b7bed08893f0a0db86449836189b361dd1e56ddb4b";

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void trustOneDocument(DynamicPropertyRegistry settings) throws IOException {
        Path folder = Files.createTempDirectory("trusted");
        Files.writeString(folder.resolve("typename.graphql"), DOCUMENT);
        settings.add("crm.trusted-documents", folder::toString);
        settings.add("crm.persisted-only", () -> "true");
    }

    @Test // 40
    void runsATrustedDocumentByItsDigest() {
        Answer answer = new Wire(port).post("{\"documentId\":\"" + ITS_ID + "\"}");

        assertThat(answer.json().at("/data/__typename").asString()).isEqualTo("Query");
    }

    @Test // 40
    void refusesFreeText() {
        assertRefused(new Wire(port).ask("{ viewer { id } }"), 400, "PERSISTED_QUERY_NOT_ALLOWED");
    }

    @Test // 40
    void anUnknownDigestWinsNothingByAFreeTextBesideIt() {
        assertRefused(
                new Wire(port)
                        .post("{\"documentId\":\"sha256:00\",\"query\":\"{ viewer { id } }\"}"),
                400,
                "PERSISTED_QUERY_NOT_FOUND");
    }
}
