package headwater.crm.identity.graphql;

import headwater.crm.identity.SignInService;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

import java.util.List;

@Controller
class SignInController {
    private final SignInService service;

    SignInController(SignInService service) {
        this.service = service;
    }

    record SignInInput(String login, String password) {
        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "SignInInput[login=" + login + "]";
        }
    }

    record SignInPayload(@Nullable String token, List<UserError> userErrors) {}

    @MutationMapping
    SignInPayload signIn(@Argument SignInInput input) {
        try {
            return new SignInPayload(service.signIn(input.login(), input.password()), List.of());
        } catch (Refused refused) {
            return new SignInPayload(null, refused.errors());
        }
    }
}
