package headwater.crm.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.OperationDefinition;
import graphql.parser.Parser;

import headwater.crm.Api;
import headwater.crm.Company;
import headwater.crm.graphql.Wire.Answer;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The page at /graphiql and the operations that it begins with. */
@Api
class GraphiqlPageTests {
    @Autowired private Company company;
    @LocalServerPort private int port;

    @Test
    void everyOperationOfTheFirstScreenRunsForASeller() {
        String login = company.user("SELLER", "a long password");
        Wire seller = new Wire(port).signedIn(login, "a long password");
        String operations = operations();
        List<String> names =
                Parser.parse(operations).getDefinitionsOfType(OperationDefinition.class).stream()
                        .map(OperationDefinition::getName)
                        .toList();

        assertThat(names).containsExactly("Me", "Deals", "Customers", "Pipelines", "WinRate");
        for (String name : names) {
            Answer answer =
                    seller.post(
                            JsonMapper.shared()
                                    .writeValueAsString(
                                            Map.of("query", operations, "operationName", name)));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            // No warehouse listens in these tests.
            assertThat(answer.codes())
                    .isEqualTo(
                            name.equals("WinRate") ? List.of("UPSTREAM_UNAVAILABLE") : List.of());
        }
    }

    @Test
    void thePageMayLoadItsOwnFilesAndNothingElse() {
        Answer page = page();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-security-policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("http", "unsafe-eval", "script-src");
        assertThat(page.text()).doesNotContain("https://");
    }

    private String operations() {
        var block =
                Pattern.compile(
                                "<script type=\"text/plain\" id=\"operations\">(.*?)</script>",
                                Pattern.DOTALL)
                        .matcher(page().text());
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private Answer page() {
        return new Wire(port)
                .with("Accept", "text/html")
                .at("/graphiql?path=/graphql")
                .send("GET", BodyPublishers.noBody());
    }
}
