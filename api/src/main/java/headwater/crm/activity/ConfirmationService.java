package headwater.crm.activity;

import headwater.crm.followup.Followed;
import headwater.crm.followup.Followed.Whose;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordKey;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets superiors say that an interaction took place which was written down too late to count: it
 * counts then as of its own instant, so that a clock which stands later stays where it is.
 */
@Service
public class ConfirmationService {
    private final InteractionRepository repository;
    private final InteractionService interactions;
    private final Actors actors;
    private final UserService users;
    private final Map<RecordType, Followed> kinds;
    private final Writes writes;

    ConfirmationService(
            InteractionRepository repository,
            InteractionService interactions,
            Actors actors,
            UserService users,
            List<Followed> kinds,
            Writes writes) {
        this.repository = repository;
        this.interactions = interactions;
        this.actors = actors;
        this.users = users;
        this.kinds = kinds.stream().collect(Collectors.toMap(Followed::type, Function.identity()));
        this.writes = writes;
    }

    /**
     * @throws NotFound if the viewer may not see it
     */
    public Interaction confirm(Viewer viewer, long id, int expectedVersion) {
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Interaction before = get(viewer, id);
                            RecordKey about = before.place().about();
                            Followed kind = Objects.requireNonNull(kinds.get(about.type()));
                            Whose whose = kind.whose(viewer.asSystem(), about.id());
                            var violations = new Violations();
                            requireSuperior(viewer, before, whose, violations);
                            requireWorthIt(viewer, before, kind, whose, violations);
                            violations.refuse();
                            Instant now = writes.time().now();
                            repository.confirm(viewer, id, expectedVersion, now);
                            interactions.followedUp(viewer, kind, about.id(), before);
                            return get(viewer, id);
                        });
    }

    /** Neither who did it nor whose the customer is, but who stands above both. */
    private void requireSuperior(
            Viewer viewer, Interaction interaction, Whose whose, Violations violations) {
        Long me = viewer.userId();
        boolean mine =
                me == null
                        || me.equals(interaction.actorId())
                        || me.equals(interaction.createdById())
                        || me.equals(whose.ownerId());
        boolean superior =
                viewer.may(Permission.ADMINISTER) || (me != null && isAbove(viewer, me, whose));
        if (mine || !superior) {
            violations.add(
                    Code.NOT_PERMITTED,
                    "What was written late is confirmed by a superior of the record's owner, who neither did it nor wrote it down.",
                    "id");
        }
    }

    private boolean isAbove(Viewer viewer, long me, Whose whose) {
        Long owner = whose.ownerId();
        return owner != null && users.isAbove(viewer, me, owner);
    }

    private void requireWorthIt(
            Viewer viewer,
            Interaction interaction,
            Followed kind,
            Whose whose,
            Violations violations) {
        if (interaction.effective()) {
            violations.add(Code.WRONG_STATE, "It counts as following up already.", "id");
            return;
        }
        var contact =
                new EffectiveFollowup.Contact(
                        interaction.kind(),
                        interaction.direction(),
                        interaction.outcome(),
                        interaction.happenedAt());
        boolean counts =
                EffectiveFollowup.reaches(contact)
                        && actors.worksOn(
                                viewer,
                                interaction.actorId(),
                                whose,
                                kind,
                                interaction.place().about().id());
        if (!counts) {
            violations.add(
                    Code.INVALID,
                    "It would not count had it been written in time: it reached nobody, or who did it does not work on this record.",
                    "id");
        }
    }

    private Interaction get(Viewer viewer, long id) {
        return interactions.byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.INTERACTION.encode(id)));
    }
}
