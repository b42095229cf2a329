package headwater.crm.document;

import static headwater.crm.Company.codes;
import static headwater.crm.Company.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.Company.Person;
import headwater.crm.contract.Contracts;
import headwater.crm.file.Files;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A seller sells 2 云仓 at 48,000 less 5 % to 华东物流, by a quote and a contract of two instalments. */
@Api
class DocumentTests {
    private static final String PASSWORD = "a long password";
    private static final String SHOWN =
            "document { id number language aboutVersion templateVersion word { id name sha256 path } pdf { name sha256 path } }";

    @Autowired private Company company;
    @Autowired private DSLContext db;
    @LocalServerPort private int port;

    private Person seller;
    private Files files;
    private String customer;
    private String opportunity;
    private String quote;
    private String contract;

    @BeforeEach
    void aQuoteAndItsContract() {
        seller = company.person("SELLER");
        files = Files.of(port, seller.login(), PASSWORD);
        customer = company.unique("华东物流有限公司");
        String account =
                company.create(
                        seller.who(),
                        "Account",
                        Map.of("name", customer, "address", "上海市浦东新区张江路1号"));
        String product =
                company.create(
                        company.admin(),
                        "Product",
                        Map.of("name", company.unique("云仓"), "listPrice", "48000"));
        opportunity =
                company.create(
                        seller.who(),
                        "Opportunity",
                        Map.of("name", company.unique("云仓项目"), "account", Map.of("id", account)));
        quote =
                company.create(
                        seller.who(),
                        "Quote",
                        Map.of(
                                "opportunity",
                                Map.of("id", opportunity),
                                "terms",
                                "质保一年。",
                                "lines",
                                List.of(
                                        Map.of(
                                                "product",
                                                Map.of("id", product),
                                                "quantity",
                                                "2",
                                                "discountPercent",
                                                "5"))));
        step("submitQuote", quote);
        contract =
                company.create(
                        seller.who(),
                        "Contract",
                        Map.of(
                                "quote",
                                Map.of("id", quote),
                                "title",
                                "云仓系统采购",
                                "instalments",
                                List.of(
                                        Contracts.due("首付款", "2027-03-01", "41200"),
                                        Contracts.after("尾款", "验收", 30, "50000"))));
        Contracts.nobodyHasToAgree(company);
    }

    @Test
    void aContractSaysInWordAndPdfWhatWasAgreed() throws Exception {
        step("submitContract", contract);

        Response made = make(contract, "销售合同");

        String number = text(made, "number");
        String word = wordText(fetched(made, "word"));
        String pdf = pdfText(fetched(made, "pdf"));
        for (String said :
                List.of(
                        number,
                        customer,
                        "上海市浦东新区张江路1号",
                        "云仓系统采购",
                        "48,000.00",
                        "5%",
                        "CNY 91,200.00",
                        "人民币玖万壹仟贰佰元整",
                        "2027年3月1日",
                        "验收 + 30 天",
                        "41,200.00",
                        "50,000.00")) {
            assertThat(word).contains(said);
            assertThat(pdf).contains(said);
        }
        assertThat(word).doesNotContain("{{").doesNotContain("[position]");
        assertThat(undrawn(fetched(made, "pdf"))).isEmpty();
        assertThat(text(made, "word.name")).isEqualTo(number + " 销售合同.docx");
    }

    @Test
    void itsDigestIsThatOfTheFile() throws Exception {
        step("submitContract", contract);

        Response made = make(contract, "Sales contract");

        for (String file : List.of("word", "pdf")) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(fetched(made, file));
            assertThat(text(made, file + ".sha256")).isEqualTo(HexFormat.of().formatHex(digest));
        }
    }

    @Test
    void aQuoteSaysTheSameInEnglish() throws Exception {
        Response made = make(quote, "Quotation");

        assertThat(pdfText(fetched(made, "pdf")))
                .contains(
                        "Quotation",
                        customer,
                        "CNY 91,200.00",
                        "CNY ninety-one thousand two hundred and 00/100",
                        "质保一年。");
        assertThat(text(made, "language")).isEqualTo("EN");
    }

    @Test
    void whatSaysTheSameIsMadeOnceAndWhatHasChangedAnew() {
        step("submitContract", contract);

        String first = text(make(contract, "销售合同"), "id");
        String again = text(make(contract, "销售合同"), "id");
        step("signContract", contract);
        String signed = text(make(contract, "销售合同"), "id");

        assertThat(again).isEqualTo(first);
        assertThat(signed).isNotEqualTo(first);
        seller.who()
                .document("query($r: ID!) { documents(record: $r) { id } }")
                .variable("r", contract)
                .execute()
                .path("documents[*].id")
                .entityList(String.class)
                .containsExactly(signed, first);
    }

    @Test
    void nothingLeavesTheHouseBeforeItHasPassedItsApproval() {
        assertThat(codes(make(contract, "销售合同"), "createDocument")).containsExactly("WRONG_STATE");
        String draft =
                company.create(
                        seller.who(), "Quote", Map.of("opportunity", Map.of("id", opportunity)));
        assertThat(codes(make(draft, "报价单"), "createDocument")).containsExactly("WRONG_STATE");
    }

    @Test
    void aTemplateIsForItsKindOfRecord() {
        assertThat(codes(make(quote, "销售合同"), "createDocument")).containsExactly("INVALID");
    }

    @Test
    void whoMayNotReadTheAmountNeitherMakesNorReadsADocument() {
        String made = text(make(quote, "报价单"), "id");
        String file = text(make(quote, "报价单"), "word.id");
        String role = company.unique("BLIND").replace(' ', '_');
        company.create(
                company.admin(),
                "Role",
                Map.of(
                        "key",
                        role,
                        "name",
                        role,
                        "grants",
                        List.of(
                                Map.of("object", "QUOTE", "action", "READ", "scope", "ALL"),
                                Map.of("object", "ACCOUNT", "action", "READ", "scope", "ALL")),
                        "fields",
                        List.of(Map.of("field", "Quote.amount", "level", "NONE"))));
        Person blind = company.person(role);

        blind.who()
                .document(
                        "query($d: ID!, $f: ID!, $r: ID!) { quote(id: $r) { number } document(id: $d) { number } attachment(id: $f) { name } attachments(record: $r) { name } documents(record: $r) { number } }")
                .variable("d", made)
                .variable("f", file)
                .variable("r", quote)
                .execute()
                .path("quote.number")
                .hasValue()
                .path("document")
                .valueIsNull()
                .path("attachment")
                .valueIsNull()
                .path("attachments")
                .entityList(Object.class)
                .hasSize(0)
                .path("documents")
                .entityList(Object.class)
                .hasSize(0);
        assertThat(Files.of(port, blind.login(), PASSWORD).fetch("/files/" + file).statusCode())
                .isEqualTo(404);
        blind.who()
                .document(
                        "mutation($input: CreateDocumentInput!) { createDocument(input: $input) { document { id } } }")
                .variable("input", Map.of("record", quote, "template", Map.of("name", "报价单")))
                .execute()
                .errors()
                .satisfy(
                        errors ->
                                assertThat(errors.getFirst().getExtensions())
                                        .containsEntry("code", "FIELD_NOT_ACCESSIBLE"));
    }

    @Test
    void whatWasMadeIsKept() {
        String file = text(make(quote, "报价单"), "word.id");

        assertThat(
                        codes(
                                seller.who()
                                        .document(
                                                "mutation($id: ID!) { deleteAttachment(input: { id: $id, expectedVersion: 1 }) { userErrors { code } } }")
                                        .variable("id", file)
                                        .execute(),
                                "deleteAttachment"))
                .containsExactly("WRONG_STATE");
    }

    @Test
    void aCompanyUsesItsOwnWordFile() throws Exception {
        String template = template("QUOTE");
        Response changed = choose(template, word("我司报价 {{number}}：{{customer.name}}，{{amount}}"));

        Response made = make(quote, template, "id");

        assertThat(codes(changed, "updateDocumentTemplate")).isEmpty();
        assertThat(wordText(fetched(made, "word")))
                .contains("我司报价 " + text(made, "number").replaceFirst("-1$", "") + "：" + customer)
                .contains("91,200.00");
    }

    /** A picture or another file would be fetched from wherever a record's text says. */
    @ParameterizedTest
    @CsvSource({
        "{{customer.nmae}}, customer.nmae",
        "{{@customer.name}}, customer.name",
        "{{+terms}}, terms",
        "{{instalments}}, instalments",
        "{{customer.name.class}}, class"
    })
    void aWordFileThatAsksForWhatIsNotThereIsRefused(String asked, String named) throws Exception {
        Response refused = choose(template("QUOTE"), word(asked));

        assertThat(codes(refused, "updateDocumentTemplate")).containsExactly("INVALID");
        refused.path("updateDocumentTemplate.userErrors[0].message")
                .entity(String.class)
                .satisfies(message -> assertThat(message).contains(named).contains("validUntil"));
    }

    @Test
    void aFileThatIsNoWordFileIsRefused() {
        Response refused = choose(template("CONTRACT"), "not a zip".getBytes());

        assertThat(codes(refused, "updateDocumentTemplate")).containsExactly("INVALID");
    }

    private String template(String kind) {
        return company.create(
                company.admin(),
                "DocumentTemplate",
                Map.of("name", company.unique("模板"), "recordType", kind, "language", "ZH"));
    }

    private Response choose(String template, byte[] content) {
        String file =
                Files.of(port, "admin", Api.ADMIN_PASSWORD)
                        .add(template, "t.docx", "application/octet-stream", content);
        return mutate(
                company.admin(),
                "updateDocumentTemplate",
                Map.of("id", template, "expectedVersion", 1, "file", file),
                "documentTemplate { file { id } }");
    }

    /** The file that comes with the product, with one paragraph more. */
    private static byte[] word(String text) throws IOException {
        try (var document =
                        new XWPFDocument(
                                DocumentTests.class.getResourceAsStream(
                                        "/documents/quote-zh.docx"));
                var out = new ByteArrayOutputStream()) {
            document.createParagraph().createRun().setText(text);
            document.write(out);
            return out.toByteArray();
        }
    }

    private Response make(String record, String template) {
        return make(record, template, "name");
    }

    private Response make(String record, String template, String by) {
        return mutate(
                seller.who(),
                "createDocument",
                Map.of("record", record, "template", Map.of(by, template)),
                SHOWN);
    }

    private void step(String mutation, String id) {
        String table = id.startsWith("quo") ? "quote" : "contract";
        Integer version =
                db.fetchSingle(
                                "select version from crm.%s where %s_id = ?"
                                        .formatted(table, table),
                                Company.key(id))
                        .get(0, Integer.class);
        assertThat(
                        codes(
                                mutate(
                                        seller.who(),
                                        mutation,
                                        Map.of("id", id, "expectedVersion", version),
                                        ""),
                                mutation))
                .isEmpty();
    }

    private byte[] fetched(Response made, String file) {
        return files.fetch(text(made, file + ".path")).body();
    }

    private static String text(Response made, String path) {
        return made.path("createDocument.document." + path).entity(String.class).get();
    }

    private static String wordText(byte[] file) throws IOException {
        try (var document = new XWPFDocument(new ByteArrayInputStream(file));
                var text = new XWPFWordExtractor(document)) {
            return text.getText();
        }
    }

    private static String pdfText(byte[] file) throws IOException {
        try (var document = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** Characters that can be copied from a PDF and not be seen in it: their glyphs are missing. */
    private static Set<String> undrawn(byte[] file) throws IOException {
        Set<String> missing = new TreeSet<>();
        try (var document = Loader.loadPDF(file)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    super.processTextPosition(text);
                    try {
                        for (int code : text.getCharacterCodes()) {
                            if (!text.getUnicode().isBlank()
                                    && ((PDVectorFont) text.getFont())
                                            .getPath(code)
                                            .getBounds2D()
                                            .isEmpty()) {
                                missing.add(text.getUnicode());
                            }
                        }
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            }.getText(document);
        }
        return missing;
    }
}
