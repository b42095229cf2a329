package headwater.crm.approval;

import headwater.crm.identity.User;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The very people whom a node asks about what somebody has submitted. */
@Component
class Approvers {
    private final UserService users;

    Approvers(UserService users) {
        this.users = users;
    }

    /**
     * Never the submitter: his superior in his place. Administrators where nobody is left.
     *
     * @throws Refused if there is not even one of those
     */
    Set<Long> of(Viewer viewer, ApprovalNode node, long submitter) {
        Set<Long> people = new LinkedHashSet<>();
        for (Approver approver : node.approvers()) {
            for (Long person : named(viewer, approver, submitter)) {
                Long asked = person == submitter ? users.superior(viewer, submitter) : person;
                if (asked != null) {
                    people.add(asked);
                }
            }
        }
        if (people.isEmpty()) {
            people.addAll(users.administrators(viewer));
            people.remove(submitter);
        }
        if (people.isEmpty()) {
            throw new Refused(
                    Code.WRONG_STATE,
                    "Nobody can decide \"%s\": nobody but the submitter has that role or is an administrator. Give it to somebody, or make a flow without it."
                            .formatted(node.name()),
                    "id");
        }
        return people;
    }

    /**
     * Who decides in place of one who has left: his superior, or an administrator where there is
     * none or he has left too; never the submitter. Null when there is nobody.
     */
    @Nullable Long inPlaceOf(Viewer viewer, long departed, long submitter) {
        Long superior = users.superior(viewer, departed);
        if (superior != null && superior != submitter) {
            return superior;
        }
        return users.administrators(viewer).stream()
                .filter(person -> person != submitter)
                .findFirst()
                .orElse(null);
    }

    private List<Long> named(Viewer viewer, Approver approver, long submitter) {
        String role = approver.role();
        if (role != null) {
            return users.holders(viewer, role);
        }
        Long user = approver.userId();
        Long person =
                user != null
                        ? active(viewer, user)
                        : above(viewer, submitter, Objects.requireNonNull(approver.managerLevel()));
        return person == null ? List.of() : List.of(person);
    }

    /** The person, or who is above one who has left. */
    private @Nullable Long active(Viewer viewer, long user) {
        return users.byIds(viewer, Set.of(user)).stream().anyMatch(User::active)
                ? Long.valueOf(user)
                : users.superior(viewer, user);
    }

    private @Nullable Long above(Viewer viewer, long submitter, int levels) {
        Long person = submitter;
        for (int i = 0; i < levels && person != null; i++) {
            person = users.superior(viewer, person);
        }
        return person;
    }
}
