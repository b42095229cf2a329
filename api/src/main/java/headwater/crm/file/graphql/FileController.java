package headwater.crm.file.graphql;

import headwater.crm.file.Attachment;
import headwater.crm.file.AttachmentDraft;
import headwater.crm.file.AttachmentService;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.BadInput;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What files hold, up and down, by whoever may change and see their records. */
@RestController
class FileController {
    static final String PATH = "/files";

    private final AttachmentService service;
    private final Transfers transfers;

    FileController(AttachmentService service, Transfers transfers) {
        this.service = service;
        this.transfers = transfers;
    }

    static String path(long id) {
        return PATH + "/" + RecordType.ATTACHMENT.encode(id);
    }

    /** The body is the file; 201 with its id, size and sha256. */
    @PostMapping(PATH)
    ResponseEntity<Map<String, Object>> upload(
            Viewer viewer,
            @RequestParam String record,
            @RequestParam String name,
            @RequestHeader(
                            value = HttpHeaders.CONTENT_TYPE,
                            defaultValue = "application/octet-stream")
                    MediaType mediaType,
            HttpServletRequest request)
            throws IOException {
        Attachment added =
                transfers.of(
                        () ->
                                service.add(
                                        viewer,
                                        new AttachmentDraft(
                                                RecordKey.of(record),
                                                name,
                                                mediaType.getType() + "/" + mediaType.getSubtype(),
                                                // One byte more than there may be: what is too
                                                // long is refused as such.
                                                request.getInputStream()
                                                        .readNBytes(
                                                                AttachmentDraft.MOST_BYTES + 1))));
        return ResponseEntity.created(URI.create(path(added.id())))
                .body(
                        Map.of(
                                "id", RecordType.ATTACHMENT.encode(added.id()),
                                "size", added.size(),
                                "sha256", added.sha256()));
    }

    /** To be saved, never to be shown as a page of this origin. */
    @GetMapping(PATH + "/{id}")
    ResponseEntity<byte[]> download(Viewer viewer, @PathVariable String id) throws IOException {
        RecordKey key = RecordKey.of(id);
        if (key.type() != RecordType.ATTACHMENT) {
            throw new BadInput("\"%s\" is not the id of an attachment.".formatted(id));
        }
        Attachment attachment = service.get(viewer, key.id());
        byte[] content = transfers.of(() -> service.content(viewer, attachment));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(attachment.mediaType()))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(attachment.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }
}
