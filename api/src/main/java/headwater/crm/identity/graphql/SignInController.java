package headwater.crm.identity.graphql;

import headwater.crm.identity.Client;
import headwater.crm.identity.SignInService;
import headwater.crm.identity.SignedIn;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

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

    record RefreshSessionInput(String refreshToken) {
        /** Keeps the token out of logs. */
        @Override
        public String toString() {
            return "RefreshSessionInput";
        }
    }

    record SignInPayload(
            @Nullable String token,
            @Nullable Instant expiresAt,
            @Nullable String refreshToken,
            List<UserError> userErrors) {
        static SignInPayload of(Supplier<SignedIn> signingIn) {
            try {
                SignedIn tokens = signingIn.get();
                return new SignInPayload(
                        tokens.token(), tokens.expiresAt(), tokens.refreshToken(), List.of());
            } catch (Refused refused) {
                return new SignInPayload(null, null, null, refused.errors());
            }
        }

        /** Keeps both tokens out of logs. */
        @Override
        public String toString() {
            return "SignInPayload" + userErrors;
        }
    }

    @MutationMapping
    SignInPayload signIn(
            @Argument SignInInput input, @ContextValue(ViewerInterceptor.CLIENT) Client client) {
        return SignInPayload.of(() -> service.signIn(input.login(), input.password(), client));
    }

    @MutationMapping
    SignInPayload refreshSession(@Argument RefreshSessionInput input) {
        return SignInPayload.of(() -> service.refresh(input.refreshToken()));
    }
}
