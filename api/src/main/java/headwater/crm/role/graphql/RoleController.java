package headwater.crm.role.graphql;

import headwater.crm.graphql.Given;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.permission.FieldGrant;
import headwater.crm.permission.Viewer;
import headwater.crm.record.RecordLoader;
import headwater.crm.role.Role;
import headwater.crm.role.RoleDraft;
import headwater.crm.role.RoleDraft.GrantDraft;
import headwater.crm.role.RoleService;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Set;

@Controller
class RoleController implements RecordLoader<Role> {
    private final RoleService service;

    RoleController(RoleService service) {
        this.service = service;
    }

    record UpdateRoleInput(
            String id,
            int expectedVersion,
            ArgumentValue<String> name,
            ArgumentValue<String> description,
            ArgumentValue<List<GrantDraft>> grants,
            ArgumentValue<List<FieldGrant>> fields,
            ArgumentValue<List<String>> permissions) {
        RoleDraft applyTo(RoleDraft before) {
            return new RoleDraft(
                    before.key(),
                    Given.orKept(name, before.name()),
                    Given.or(description, before.description()),
                    Given.orKept(grants, before.grants()),
                    Given.or(fields, before.fields()),
                    Given.or(permissions, before.permissions()));
        }
    }

    @QueryMapping
    @Nullable Role role(Viewer viewer, @Argument String id) {
        return byIds(viewer, Set.of(RecordType.ROLE.decode(id))).stream().findFirst().orElse(null);
    }

    @QueryMapping
    Connection<Role> roles(Viewer viewer, ListRequest request) {
        return service.list(viewer, request);
    }

    @MutationMapping
    Payload<Role> createRole(Viewer viewer, @Argument RoleDraft input) {
        return Payload.of(() -> service.create(viewer, input));
    }

    @MutationMapping
    Payload<Role> updateRole(Viewer viewer, @Argument UpdateRoleInput input) {
        return Payload.of(
                () ->
                        service.update(
                                viewer,
                                RecordType.ROLE.decode(input.id()),
                                input.expectedVersion(),
                                input::applyTo));
    }

    @MutationMapping
    Payload<Role> deleteRole(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.delete(
                                viewer,
                                RecordType.ROLE.decode(input.id()),
                                input.expectedVersion()));
    }

    @Override
    public RecordType type() {
        return RecordType.ROLE;
    }

    @Override
    public List<Role> byIds(Viewer viewer, Set<Long> ids) {
        return service.byIds(viewer, ids);
    }
}
