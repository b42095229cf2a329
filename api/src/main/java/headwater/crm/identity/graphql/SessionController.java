package headwater.crm.identity.graphql;

import headwater.crm.graphql.Payload;
import headwater.crm.identity.Client;
import headwater.crm.identity.Identity;
import headwater.crm.identity.Session;
import headwater.crm.identity.SessionService;
import headwater.crm.identity.SigningKeys;
import headwater.crm.identity.User;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.function.Supplier;

@Controller
class SessionController {
    private final SessionService service;
    private final SigningKeys keys;

    SessionController(SessionService service, SigningKeys keys) {
        this.service = service;
        this.keys = keys;
    }

    record RevokeSessionInput(String id) {}

    record SignOutEverywhereInput(@Nullable String user) {}

    record UnlockUserInput(String user) {}

    record ChangePasswordInput(String currentPassword, String newPassword) {
        /** Keeps both out of logs. */
        @Override
        public String toString() {
            return "ChangePasswordInput";
        }
    }

    record EndSessionsPayload(@Nullable Integer ended, List<UserError> userErrors) {
        static EndSessionsPayload of(Supplier<Integer> change) {
            Payload<Integer> payload = Payload.of(change);
            return new EndSessionsPayload(payload.record(), payload.userErrors());
        }
    }

    record RotateSigningKeyPayload(@Nullable String kid, List<UserError> userErrors) {}

    @QueryMapping
    List<Session> sessions(
            Viewer viewer,
            @ContextValue(ViewerInterceptor.IDENTITY) Identity identity,
            @Argument @Nullable String user) {
        return service.list(viewer, identity, userId(user));
    }

    @MutationMapping
    EndSessionsPayload signOut(
            Viewer viewer, @ContextValue(ViewerInterceptor.IDENTITY) Identity identity) {
        return EndSessionsPayload.of(() -> service.signOut(viewer, identity));
    }

    @MutationMapping
    EndSessionsPayload signOutEverywhere(
            Viewer viewer,
            @ContextValue(ViewerInterceptor.IDENTITY) Identity identity,
            @Argument SignOutEverywhereInput input) {
        return EndSessionsPayload.of(
                () -> service.signOutEverywhere(viewer, identity, userId(input.user())));
    }

    @MutationMapping
    EndSessionsPayload revokeSession(
            Viewer viewer,
            @ContextValue(ViewerInterceptor.IDENTITY) Identity identity,
            @Argument RevokeSessionInput input) {
        return EndSessionsPayload.of(
                () -> service.revoke(viewer, identity, RecordType.SESSION.decode(input.id())));
    }

    @MutationMapping
    EndSessionsPayload changePassword(
            Viewer viewer,
            @ContextValue(ViewerInterceptor.IDENTITY) Identity identity,
            @ContextValue(ViewerInterceptor.CLIENT) Client client,
            @Argument ChangePasswordInput input) {
        return EndSessionsPayload.of(
                () ->
                        service.changePassword(
                                viewer,
                                identity,
                                client,
                                input.currentPassword(),
                                input.newPassword()));
    }

    @MutationMapping
    Payload<User> unlockUser(Viewer viewer, @Argument UnlockUserInput input) {
        return Payload.of(() -> service.unlock(viewer, RecordType.USER.decode(input.user())));
    }

    @MutationMapping
    RotateSigningKeyPayload rotateSigningKey(Viewer viewer) {
        return new RotateSigningKeyPayload(Long.toString(keys.rotate(viewer)), List.of());
    }

    private static @Nullable Long userId(@Nullable String id) {
        return id == null ? null : RecordType.USER.decode(id);
    }
}
