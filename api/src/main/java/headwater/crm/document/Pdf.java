package headwater.crm.document;

import com.lowagie.text.Font;
import com.lowagie.text.pdf.BaseFont;

import fr.opensagres.poi.xwpf.converter.pdf.PdfConverter;
import fr.opensagres.poi.xwpf.converter.pdf.PdfOptions;

import org.apache.poi.xwpf.usermodel.XWPFDocument;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * A Word file as PDF. Whatever its fonts, the text is set in one that has all Chinese characters
 * and is in the file, so that it reads the same everywhere.
 */
final class Pdf {
    // TrueType: of OpenType with CFF outlines OpenPDF 1.3 embeds Chinese characters that nothing
    // draws.
    private static final String FONT = "NotoSansSC_400Regular.ttf";

    private Pdf() {}

    static byte[] of(byte[] word) {
        var out = new ByteArrayOutputStream();
        try (var document = new XWPFDocument(new ByteArrayInputStream(word))) {
            PdfOptions options = PdfOptions.create();
            options.fontProvider(
                    (family, encoding, size, style, color) ->
                            new Font(Face.ALL, size, style, color));
            PdfConverter.getInstance().convert(document, out, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Read when the first document is made. */
    private static final class Face {
        static final BaseFont ALL = read();

        private static BaseFont read() {
            try (InputStream in = Pdf.class.getResourceAsStream("/documents/" + FONT)) {
                return BaseFont.createFont(
                        FONT,
                        BaseFont.IDENTITY_H,
                        BaseFont.EMBEDDED,
                        BaseFont.CACHED,
                        Objects.requireNonNull(in, FONT).readAllBytes(),
                        null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
