package headwater.crm.file;

import headwater.crm.shared.RecordKey;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

/**
 * A file on its way in.
 *
 * @param about the record that it belongs to
 * @param mediaType such as application/pdf
 */
public record AttachmentDraft(RecordKey about, String name, String mediaType, byte[] content) {
    /** Of one file. */
    public static final int MOST_BYTES = 20 * 1024 * 1024;

    private static final int LONGEST_NAME = 255;

    void validate(Violations violations) {
        violations.requireText(name, "name");
        violations.invalidIf(
                name.length() > LONGEST_NAME
                        || name.chars()
                                .anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\'),
                "name must be a file's name without a folder, of at most %d characters."
                        .formatted(LONGEST_NAME),
                "name");
        violations.invalidIf(
                !mediaType.matches("[\\w.+-]{1,80}/[\\w.+-]{1,80}"),
                "\"%s\" is no media type such as application/pdf.".formatted(mediaType),
                "mediaType");
        if (content.length == 0) {
            violations.add(Code.REQUIRED, "The file is empty.", "content");
        }
        violations.invalidIf(
                content.length > MOST_BYTES,
                "A file has at most %,d bytes.".formatted(MOST_BYTES),
                "content");
    }
}
