package headwater.crm.activity;

import headwater.crm.activity.Interaction.Channel;
import headwater.crm.activity.Interaction.Place;
import headwater.crm.followup.Followed;
import headwater.crm.followup.Followed.Whose;
import headwater.crm.permission.FieldLevel;
import headwater.crm.permission.FieldWrites;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.Change;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.ListRequest.Order;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Stamp;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes down what happened, and lets the records know that they were followed up. */
@Service
public class InteractionService implements RecordLoader<Interaction> {
    private final InteractionRepository repository;
    private final Actors actors;
    private final Map<RecordType, Followed> kinds;
    private final Writes writes;

    InteractionService(
            InteractionRepository repository, Actors actors, List<Followed> kinds, Writes writes) {
        this.repository = repository;
        this.actors = actors;
        this.kinds = kinds.stream().collect(Collectors.toMap(Followed::type, Function.identity()));
        this.writes = writes;
    }

    @Override
    public RecordType type() {
        return RecordType.INTERACTION;
    }

    @Override
    public List<Interaction> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    /** What happened with a record that the viewer has read already, newest first. */
    public Connection<Interaction> of(
            Viewer viewer, RecordType type, long id, ListRequest request) {
        return repository.of(viewer, type, id, newestFirst(viewer, request));
    }

    /** What the viewer did himself, newest first unless he asks for another order. */
    public Connection<Interaction> own(Viewer viewer, ListRequest request) {
        return repository.byActor(viewer, newestFirst(viewer, request));
    }

    /** Whoever may not know when things happened gets them in the order of their ids. */
    private static ListRequest newestFirst(Viewer viewer, ListRequest request) {
        return request.orderBy().isEmpty()
                        && viewer.level(RecordType.INTERACTION, "happenedAt")
                                .includes(FieldLevel.READ)
                ? new ListRequest(
                        request.limit(),
                        request.backward(),
                        request.cursor(),
                        request.filter(),
                        List.of(new Order("HAPPENED_AT", true)),
                        request.selected(),
                        request.counted())
                : request;
    }

    public Interaction create(Viewer viewer, InteractionDraft draft) {
        return writes.transactions()
                .write(
                        viewer,
                        () ->
                                get(
                                        viewer,
                                        writes.idempotency()
                                                .once(
                                                        viewer,
                                                        draft.idempotencyKey(),
                                                        "createInteraction",
                                                        draft,
                                                        () -> make(viewer, draft))));
    }

    private long make(Viewer viewer, InteractionDraft draft) {
        Long known = known(viewer, draft.externalId());
        return known == null ? insert(viewer, draft) : known;
    }

    /** The record of an interaction that was sent before, also at the same moment. */
    private @Nullable Long known(Viewer viewer, @Nullable String externalId) {
        if (externalId == null) {
            return null;
        }
        repository.lockExternalId(viewer, externalId);
        return repository.byExternalId(viewer, externalId);
    }

    private long insert(Viewer viewer, InteractionDraft draft) {
        Instant now = writes.time().now();
        var violations = new Violations();
        draft.validate(now, violations);
        new FieldWrites(viewer, type(), violations).check(draft);
        Subject subject = subject(viewer, draft, violations);
        Long actor = actors.actor(viewer, draft, violations);
        violations.refuse();
        Interaction interaction =
                interaction(viewer, draft, Violations.present(subject), actor, now);
        long id = repository.insert(viewer, interaction, now);
        if (interaction.effective()) {
            Subject followed = Violations.present(subject);
            followedUp(viewer, followed.kind(), followed.id(), interaction);
        }
        return id;
    }

    /** What an interaction hangs on. */
    private record Subject(Followed kind, long id) {}

    /** Null, with a violation added unless there was one, when there is none. */
    private @Nullable Subject subject(
            Viewer viewer, InteractionDraft draft, Violations violations) {
        var places = draft.places().entrySet();
        if (places.size() != 1) {
            return null;
        }
        var place = places.iterator().next();
        Followed kind = Objects.requireNonNull(kinds.get(place.getKey()));
        Long id =
                kind.find(
                        viewer,
                        place.getValue(),
                        violations,
                        place.getKey().typeName().toLowerCase(Locale.ROOT));
        return id == null ? null : new Subject(kind, id);
    }

    private Interaction interaction(
            Viewer viewer,
            InteractionDraft draft,
            Subject subject,
            @Nullable Long actor,
            Instant now) {
        Instant at = Objects.requireNonNullElse(draft.happenedAt(), now);
        Whose whose = subject.kind().whose(viewer, subject.id());
        var contact =
                new EffectiveFollowup.Contact(
                        draft.kind(), draft.directionOrUsual(), draft.outcome(), at);
        boolean effective =
                EffectiveFollowup.is(contact, now, viewer.door())
                        && actors.worksOn(viewer, actor, whose, subject.kind(), subject.id());
        RecordType type = subject.kind().type();
        return new Interaction(
                0,
                draft.kind(),
                draft.directionOrUsual(),
                draft.subject(),
                draft.content(),
                at,
                draft.durationSeconds(),
                draft.outcome(),
                Objects.requireNonNullElse(draft.channel(), Channel.MANUAL),
                effective,
                null,
                actor,
                new Place(
                        type == RecordType.ACCOUNT ? subject.id() : null,
                        type == RecordType.CONTACT ? subject.id() : null,
                        type == RecordType.OPPORTUNITY ? subject.id() : null,
                        type == RecordType.LEAD ? subject.id() : null,
                        whose.customerId()),
                draft.externalId(),
                Stamp.fresh(now, now, viewer.userId()));
    }

    /** Whoever follows up what belongs to a customer follows up the customer. */
    void followedUp(Viewer viewer, Followed kind, long id, Interaction interaction) {
        kind.followedUp(viewer, id, interaction.happenedAt());
        Long customer = interaction.customerId();
        if (customer != null && kind.type() != RecordType.ACCOUNT) {
            Objects.requireNonNull(kinds.get(RecordType.ACCOUNT))
                    .followedUp(viewer, customer, interaction.happenedAt());
        }
    }

    /** What is written about an interaction. */
    public record Text(String subject, @Nullable String content) {}

    /**
     * @throws NotFound if the viewer may not see it, or neither did it nor may change what it hangs
     *     on
     */
    public Interaction rewrite(Viewer viewer, long id, int expectedVersion, Change<Text> change) {
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            Interaction before = get(viewer, id);
                            Text known = new Text(before.subject(), before.content());
                            Text text = change.apply().apply(known);
                            var violations = new Violations();
                            violations.requireText(text.subject(), "subject");
                            violations.limit(text.content(), "content");
                            new FieldWrites(viewer, type(), violations)
                                    .check(change.given(), known, text);
                            violations.refuse();
                            repository.rewrite(
                                    viewer, id, expectedVersion, text, writes.time().now());
                            return get(viewer, id);
                        });
    }

    private Interaction get(Viewer viewer, long id) {
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(type().encode(id)));
    }
}
