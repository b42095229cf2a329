package headwater.crm.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** What the door's settings may be. */
class SettingsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "crm.example.com", "https://crm.example.com/", "https://*.example.com"})
    void namesAnOriginThatIsNone(String origin) {
        assertThatThrownBy(() -> settings(List.of("https://crm.example.com", origin), "", false))
                .isInstanceOf(WrongSettings.class)
                .hasMessageStartingWith("CRM_ALLOWED_ORIGINS has \"" + origin + "\"")
                .hasMessageContaining("https://crm.example.com");
    }

    @Test
    void wantsAFolderWhereOnlyTrustedDocumentsRun() {
        assertThatThrownBy(() -> settings(List.of(), "", true))
                .hasMessageContaining("CRM_TRUSTED_DOCUMENTS must name the folder");
        assertThatThrownBy(() -> settings(List.of(), "no/such/folder", true))
                .hasMessageContaining("CRM_TRUSTED_DOCUMENTS is \"no/such/folder\"");
        assertThat(settings(List.of("http://localhost:5173"), "", false).allowedOrigins())
                .containsExactly("http://localhost:5173");
    }

    @Test
    void saysWhyAPasswordIsNone() {
        var refused = new Refused(UserError.Code.INVALID, "It holds the login.", "password");

        WrongSettings wrong = WrongSettings.password("CRM_ADMIN_PASSWORD", refused);

        assertThat(wrong)
                .hasMessage("CRM_ADMIN_PASSWORD cannot be a password here: It holds the login.");
        assertThat(WrongSettings.exitCode(new IllegalStateException(wrong))).isEqualTo(78);
    }

    private static Settings settings(
            List<String> origins, String trustedDocuments, boolean persistedOnly) {
        return new Settings(
                "jdbc:postgresql://127.0.0.1:5432/crm",
                "crm",
                "",
                "http://127.0.0.1:8123",
                "headwater",
                "",
                null,
                false,
                "headwater-demo",
                origins,
                trustedDocuments,
                persistedOnly,
                true);
    }
}
