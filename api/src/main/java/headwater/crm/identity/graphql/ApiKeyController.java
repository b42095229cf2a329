package headwater.crm.identity.graphql;

import headwater.crm.graphql.Payload;
import headwater.crm.identity.ApiKey;
import headwater.crm.identity.ApiKeyDraft;
import headwater.crm.identity.ApiKeyService;
import headwater.crm.identity.Identity;
import headwater.crm.identity.IssuedApiKey;
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

@Controller
class ApiKeyController {
    private final ApiKeyService service;

    ApiKeyController(ApiKeyService service) {
        this.service = service;
    }

    record RevokeApiKeyInput(String id) {}

    record CreateApiKeyPayload(@Nullable IssuedApiKey issued, List<UserError> userErrors) {}

    record RevokeApiKeyPayload(@Nullable ApiKey apiKey, List<UserError> userErrors) {}

    @QueryMapping
    List<ApiKey> apiKeys(
            Viewer viewer,
            @ContextValue(ViewerInterceptor.IDENTITY) Identity identity,
            @Argument @Nullable String user) {
        return service.list(viewer, identity, user == null ? null : RecordType.USER.decode(user));
    }

    @MutationMapping
    CreateApiKeyPayload createApiKey(
            Viewer viewer,
            @ContextValue(ViewerInterceptor.IDENTITY) Identity identity,
            @Argument ApiKeyDraft input) {
        Payload<IssuedApiKey> payload = Payload.of(() -> service.create(viewer, identity, input));
        return new CreateApiKeyPayload(payload.record(), payload.userErrors());
    }

    @MutationMapping
    RevokeApiKeyPayload revokeApiKey(
            Viewer viewer,
            @ContextValue(ViewerInterceptor.IDENTITY) Identity identity,
            @Argument RevokeApiKeyInput input) {
        Payload<ApiKey> payload =
                Payload.of(
                        () ->
                                service.revoke(
                                        viewer, identity, RecordType.API_KEY.decode(input.id())));
        return new RevokeApiKeyPayload(payload.record(), payload.userErrors());
    }
}
