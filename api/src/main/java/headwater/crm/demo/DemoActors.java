package headwater.crm.demo;

import headwater.crm.identity.SignInService;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Objects;

/** The demo company's people as they act themselves, with no more than their roles let them do. */
@Component
class DemoActors {
    private final UserService users;
    private final SignInService signIn;

    DemoActors(UserService users, SignInService signIn) {
        this.users = users;
        this.signIn = signIn;
    }

    Viewer named(String login) {
        Long id = users.byExternalIds(Demo.MAKER, List.of(login)).get(login);
        return by(Objects.requireNonNull(id, login));
    }

    Viewer by(long userId) {
        return signIn.viewer(userId, Door.SYSTEM, "demo");
    }
}
