package headwater.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import headwater.importer.CannotRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class CsvTableTests {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String CUSTOMERS = "客户,城市\n海尔,青岛\n𠮷野家,东京\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void readsUtf8WithoutAMark() throws IOException {
        write(CUSTOMERS.getBytes(StandardCharsets.UTF_8));

        assertThat(texts(table(Encoding.AUTO), "客户")).containsExactly("海尔", "𠮷野家");
        assertThat(table(Encoding.AUTO).charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void readsUtf8WithAMark() throws IOException {
        write(("\uFEFF" + CUSTOMERS).getBytes(StandardCharsets.UTF_8));

        assertThat(texts(table(Encoding.AUTO), "客户")).containsExactly("海尔", "𠮷野家");
    }

    @Test
    void readsGb18030WithoutAMark() throws IOException {
        write(CUSTOMERS.getBytes(GB18030));

        assertThat(texts(table(Encoding.AUTO), "城市")).containsExactly("青岛", "东京");
        assertThat(texts(table(Encoding.GB18030), "城市")).containsExactly("青岛", "东京");
        assertThat(table(Encoding.AUTO).charset()).isEqualTo(GB18030);
    }

    @Test
    void readsGb18030WithAMark() throws IOException {
        write(("\uFEFF" + CUSTOMERS).getBytes(GB18030));

        assertThat(texts(table(Encoding.AUTO), "客户")).containsExactly("海尔", "𠮷野家");
    }

    @Test
    void noticesGb18030ThatBeginsFarBehindTheStart() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write("name\n".getBytes(StandardCharsets.US_ASCII));
        bytes.write("plain text\n".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
        bytes.write("海尔\n".getBytes(GB18030));
        write(bytes.toByteArray());

        assertThat(texts(table(Encoding.AUTO), "name")).hasSize(20_001).last().isEqualTo("海尔");
    }

    @Test
    void refusesBytesThatAreNotOfTheEncodingNamed() throws IOException {
        write(("name\nGree\n" + "海尔\n").getBytes(GB18030));

        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> texts(table(Encoding.UTF_8), "name"))
                .withMessage(
                        "customers.csv has bytes after line 1 that are not UTF-8; name its"
                                + " encoding in the mapping.");
    }

    @Test
    void refusesUtf16() throws IOException {
        write(("\uFEFF" + CUSTOMERS).getBytes(StandardCharsets.UTF_16LE));

        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> table(Encoding.AUTO))
                .withMessage("customers.csv is UTF-16; save it as UTF-8 or GB18030.");
    }

    @Test
    void readsQuotedNewlinesQuotesAndSeparators() throws IOException {
        write("name,note\r\nHaier,\"two\nlines, \"\"quoted\"\"\"\r\nGree,\r\n".getBytes(UTF_8));

        assertThat(texts(table(Encoding.AUTO), "note"))
                .containsExactly("two\nlines, \"quoted\"", "");
        assertThat(rows(table(Encoding.AUTO))).extracting(Row::line).containsExactly(2L, 4L);
    }

    @Test
    void marksARowThatDoesNotFitItsHeader() throws IOException {
        write("a,b\n1,2\n1\n1,2,3\n".getBytes(UTF_8));

        assertThat(rows(table(Encoding.AUTO)))
                .extracting(Row::defect)
                .containsExactly(
                        null,
                        "The row has 1 values, the header 2.",
                        "The row has 3 values, the header 2.");
    }

    @Test
    void takesListedTextsAndBlanksForNothing() throws IOException {
        write("a;b\n N/A ; 　\nx;y \n".getBytes(UTF_8));
        var layout = new Layout(Encoding.AUTO, ';', Set.of("N/A"));
        var table = new CsvTable(folder, "customers.csv", layout);

        assertThat(texts(table, "a")).containsExactly("", "x");
        assertThat(texts(table, "b")).containsExactly("", "y");
    }

    @Test
    void refusesAFileThatIsNotThereOrEmptyOrNamesAColumnTwice() throws IOException {
        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> table(Encoding.AUTO))
                .withMessage("There is no file " + folder.resolve("customers.csv") + ".");

        write(new byte[0]);
        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> table(Encoding.AUTO))
                .withMessage("customers.csv is empty; its first line has to name the columns.");

        write("a,b,a\n".getBytes(UTF_8));
        assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> table(Encoding.AUTO))
                .withMessage("customers.csv has two columns named \"a\"; rename one.");
    }

    @Test
    void knowsHowFarItHasRead() throws IOException {
        write(("a\n" + "0123456789\n".repeat(100_000)).getBytes(UTF_8));
        CsvTable table = table(Encoding.AUTO);

        try (Rows rows = table.open()) {
            rows.next();
            assertThat(rows.bytesRead()).isBetween(13L, 100_000L);
            rows.forEachRemaining(row -> {});
            assertThat(rows.bytesRead()).isEqualTo(table.size()).isEqualTo(1_100_002L);
        }
    }

    private static final Charset UTF_8 = StandardCharsets.UTF_8;

    private void write(byte[] bytes) throws IOException {
        Files.write(folder.resolve("customers.csv"), bytes);
    }

    private CsvTable table(Encoding encoding) {
        return new CsvTable(folder, "customers.csv", new Layout(encoding, ',', Set.of()));
    }

    private static List<Row> rows(Table table) {
        List<Row> all = new ArrayList<>();
        try (Rows rows = table.open()) {
            rows.forEachRemaining(all::add);
        }
        return all;
    }

    private static List<String> texts(Table table, String column) {
        return rows(table).stream().map(row -> row.text(column)).toList();
    }
}
