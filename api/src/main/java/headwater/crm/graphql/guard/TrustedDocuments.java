package headwater.crm.graphql.guard;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The documents in the folder that CRM_TRUSTED_DOCUMENTS names ({@code *.graphql}, read once at
 * start), by {@code sha256:} and the digest of the file. With CRM_PERSISTED_ONLY nothing else runs.
 */
@Component
class TrustedDocuments {
    private final Map<String, String> byId = new HashMap<>();
    private final boolean nothingElse;

    TrustedDocuments(
            @Value("${crm.trusted-documents:}") String folder,
            @Value("${crm.persisted-only:false}") boolean nothingElse) {
        this.nothingElse = nothingElse;
        if (!folder.isEmpty()) {
            read(Path.of(folder));
        }
    }

    private void read(Path folder) {
        try (var files = Files.newDirectoryStream(folder, "*.graphql")) {
            for (Path file : files) {
                String document = Files.readString(file);
                byId.put(idOf(document), document);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code sha256:7f56e67d…}, over the text in UTF-8. */
    static String idOf(String document) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(document.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The document to run.
     *
     * @throws HttpRefusal if there is none, or it is not trusted where nothing else runs
     */
    String documentOf(Envelope envelope) {
        if (envelope.documentId() != null) {
            String document = byId.get(envelope.documentId());
            if (document == null) {
                throw new HttpRefusal(
                        400,
                        "PERSISTED_QUERY_NOT_FOUND",
                        "No trusted document has this documentId; one looks like sha256:7f56e67d….");
            }
            return document;
        }
        String document = required(envelope.query());
        if (nothingElse && !byId.containsKey(idOf(document))) {
            throw new HttpRefusal(
                    400,
                    "PERSISTED_QUERY_NOT_ALLOWED",
                    "Only trusted documents run here; send documentId.");
        }
        return document;
    }

    private static String required(@Nullable String query) {
        if (query == null || query.isBlank()) {
            throw HttpRefusal.badInput("query is missing.");
        }
        return query;
    }
}
