package headwater.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an executive sees in the browser is what the API says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIT {
    private static final String PASSWORD = "headwater-demo";
    private static final String WIN_RATE = "[data-tile=winRate]";

    private RunningSystem system;
    private Browser browser;

    @BeforeAll
    void up(@TempDir Path folder) {
        assumeTrue(
                Browser.installed().isPresent(),
                "No Chromium on the path, so nobody looked at the dashboard: apt-get install chromium");
        system = RunningSystem.start(folder.resolve("data"), "--demo");
        browser = Browser.start();
    }

    @AfterAll
    void down() {
        if (browser != null) {
            browser.close();
        }
        if (system != null) {
            system.close();
        }
    }

    @Test
    void theWinRateIsTheOneOfTheApiInBothLanguages() {
        BigDecimal rate = winRate(system.signIn("li.wei", PASSWORD));
        String written = rate.movePointRight(2).setScale(1, RoundingMode.HALF_UP) + "%";

        Page english = signedIn("en-US", "Login", "Password", "Sign in");
        Locator tile = english.locator(WIN_RATE);
        assertThat(tile.locator("h2")).hasText("Win rate");
        assertThat(tile.locator("data")).hasText(written);
        assertThat(new BigDecimal(tile.locator("data").getAttribute("value")))
                .isEqualByComparingTo(rate);

        Page chinese = signedIn("zh-CN", "账号", "密码", "登录");
        assertThat(chinese.locator(WIN_RATE + " h2")).hasText("赢单率");
        assertThat(chinese.locator(WIN_RATE + " data")).hasText(written);
    }

    @Test
    void theLanguageCanBeSwitchedWithoutLosingTheFigures() {
        Page page = signedIn("en-US", "Login", "Password", "Sign in");
        String before = page.locator(WIN_RATE + " data").innerText();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("中文")).click();

        assertThat(page.locator(WIN_RATE + " h2")).hasText("赢单率");
        assertThat(page.locator(WIN_RATE + " data")).hasText(before);
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
    }

    @Test
    void aWrongPasswordShowsTheErrorAndNoFigures() {
        Page page = opened("en-US");
        fill(page, "Login", "li.wei", "Password", "not his password");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();

        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Login or password is wrong.");
        assertThat(page.locator("[data-tile]")).hasCount(0);
    }

    @Test
    void anEndedSessionAsksToSignInAgain() {
        Page page = signedIn("en-US", "Login", "Password", "Sign in");
        page.evaluate("sessionStorage.setItem('headwater.token', 'no token of ours')");

        page.reload();

        assertThat(page.getByRole(AriaRole.ALERT))
                .hasText("Your session has ended. Please sign in again.");
        assertThat(page.locator("[data-tile]")).hasCount(0);
    }

    @Test
    void thePageKeepsToAStrictContentSecurityPolicy() throws Exception {
        List<String> refused = new ArrayList<>();
        Page page = browser.page("en-US");
        page.onConsoleMessage(message -> refused.add(message.text()));
        String html = html();
        page.route(
                system.baseUrl() + "/",
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("text/html")
                                        .setHeaders(
                                                Map.of(
                                                        "Content-Security-Policy",
                                                        "default-src 'self'"))
                                        .setBody(html)));
        page.navigate(system.baseUrl() + "/");
        fill(page, "Login", "li.wei", "Password", PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();

        assertThat(page.locator(WIN_RATE + " data")).isVisible();
        assertThat(refused).isEmpty();
    }

    private Page signedIn(String language, String login, String password, String button) {
        Page page = opened(language);
        fill(page, login, "li.wei", password, PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
        page.locator(WIN_RATE).waitFor();
        return page;
    }

    private Page opened(String language) {
        Page page = browser.page(language);
        page.navigate(system.baseUrl() + "/");
        return page;
    }

    /** Not with Playwright's own fetch, which writes names of headers in the JVM's Turkish. */
    private String html() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(system.baseUrl() + "/")).build();
        var response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static void fill(Page page, String login, String name, String password, String secret) {
        page.getByLabel(login).fill(name);
        page.getByLabel(password).fill(secret);
    }

    /** Of this quarter, asked for directly. */
    private static BigDecimal winRate(GraphQl who) {
        JsonNode company =
                who.ask("{ company { timeZone fiscalYearStartMonth } }", Map.of()).get("company");
        assertThat(company.get("fiscalYearStartMonth").asInt()).isEqualTo(1);
        LocalDate today = LocalDate.now(ZoneId.of(company.get("timeZone").asString()));
        LocalDate from = today.withDayOfMonth(1).minusMonths((today.getMonthValue() - 1) % 3);
        JsonNode answer =
                who.ask(
                        "query($period: PeriodInput!) { analytics { metric(name: \"winRate\", period: $period) { rows { value n } } } }",
                        Map.of(
                                "period",
                                Map.of(
                                        "from",
                                        from.toString(),
                                        "to",
                                        from.plusMonths(3).toString())));
        JsonNode row = answer.at("/analytics/metric/rows/0");
        assertThat(row.get("n").asInt()).isPositive();
        return row.get("value").decimalValue();
    }
}
