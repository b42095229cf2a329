package headwater.importer.table;

import headwater.importer.CannotRun;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a file's bytes become text. */
public enum Encoding {
    /** UTF-8 when the whole file is that, else GB18030, of which GBK and GB2312 are parts. */
    AUTO,
    UTF_8,
    GB18030;

    private static final Charset CHINESE = Charset.forName("GB18030");

    Charset of(Path file) throws IOException {
        refuseSixteenBits(file);
        return switch (this) {
            case UTF_8 -> StandardCharsets.UTF_8;
            case GB18030 -> CHINESE;
            case AUTO -> isUtf8(file) ? StandardCharsets.UTF_8 : CHINESE;
        };
    }

    /** Decodes strictly: bytes that are not of the encoding are an exception, never a �. */
    static Reader reader(InputStream bytes, Charset charset) {
        return new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static boolean isUtf8(Path file) throws IOException {
        char[] buffer = new char[1 << 16];
        try (Reader reader = reader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            while (reader.read(buffer) >= 0) {
                // Only whether it can be read matters.
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void refuseSixteenBits(Path file) throws IOException {
        byte[] start;
        try (InputStream bytes = Files.newInputStream(file)) {
            start = bytes.readNBytes(2);
        }
        boolean marked =
                start.length == 2
                        && ((start[0] == (byte) 0xFE && start[1] == (byte) 0xFF)
                                || (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE));
        if (marked) {
            throw new CannotRun(file.getFileName() + " is UTF-16; save it as UTF-8 or GB18030.");
        }
    }
}
