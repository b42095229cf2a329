package headwater.crm.setup;

import headwater.crm.identity.UserDraft;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Refused;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import java.util.List;

/** Gives an empty installation its administrator, login {@code admin}. */
@Component
@Order(1)
class Administrator implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Administrator.class);

    private static final Viewer SETUP = Viewer.system(Door.SYSTEM, "setup");

    private final UserService users;
    private final Settings settings;

    Administrator(UserService users, Settings settings) {
        this.users = users;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        String password = settings.adminPassword();
        if (users.count(SETUP) > 0) {
            return;
        }
        if (password == null || password.isEmpty()) {
            LOG.warn("Nobody can sign in yet: set CRM_ADMIN_PASSWORD and start again");
            return;
        }
        try {
            users.create(
                    SETUP,
                    new UserDraft(
                            "admin",
                            "Administrator",
                            null,
                            password,
                            null,
                            List.of("ADMINISTRATOR"),
                            null,
                            null,
                            true,
                            null,
                            null,
                            null));
        } catch (Refused refused) {
            throw WrongSettings.password("CRM_ADMIN_PASSWORD", refused);
        }
        LOG.info("Created the administrator, login admin");
    }
}
