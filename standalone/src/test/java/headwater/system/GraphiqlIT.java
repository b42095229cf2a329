package headwater.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** GraphiQL works in a closed network, for whoever signs in there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphiqlIT {
    private static final String PASSWORD = "headwater-demo";

    private RunningSystem system;
    private Browser browser;

    private Page page;
    private final List<String> elsewhere = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    @BeforeAll
    void up(@TempDir Path folder) {
        assumeTrue(
                Browser.installed().isPresent(),
                "No Chromium on the path, so nobody looked at GraphiQL: apt-get install chromium");
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

    @BeforeEach
    void open() {
        elsewhere.clear();
        errors.clear();
        page = browser.page("en-US");
        page.onRequest(
                request -> {
                    if (!request.url().matches("(" + system.baseUrl() + "/|blob:|data:).*")) {
                        elsewhere.add(request.url());
                    }
                });
        page.onConsoleMessage(
                message -> {
                    if (message.text().contains("Content Security Policy")) {
                        errors.add(message.text());
                    }
                });
        page.onPageError(errors::add);
        page.navigate(system.baseUrl() + "/graphiql");
    }

    @Test
    void aSellerRunsAnOperationOfTheFirstScreenWithoutTheInternet() {
        Locator tabs = page.locator(".graphiql-tab-button");
        assertThat(tabs).hasText(new String[] {"Me", "Deals", "Customers", "Pipelines", "WinRate"});

        signIn("wang.fang", PASSWORD);
        assertThat(page.locator("[data-who]")).hasText("王芳 Wang Fang");
        tabs.nth(3).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Execute query"))
                .first()
                .click();

        assertThat(page.locator(".result-window")).containsText("Standard sales");
        assertThat(elsewhere).isEmpty();
        assertThat(errors).isEmpty();
    }

    @Test
    void aWrongPasswordIsSaidAndNobodyIsSignedIn() {
        signIn("wang.fang", "not her password");

        assertThat(page.getByRole(AriaRole.ALERT).first())
                .containsText("Login or password is wrong.");
        assertThat(page.locator("[data-who]")).not().isVisible();
        assertThat(elsewhere).isEmpty();
    }

    private void signIn(String login, String password) {
        page.getByLabel("Login").fill(login);
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    }
}
