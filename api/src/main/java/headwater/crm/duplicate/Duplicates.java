package headwater.crm.duplicate;

import headwater.crm.permission.Viewer;
import headwater.crm.record.Drafting;
import headwater.crm.shared.DuplicateHit;
import headwater.crm.shared.DuplicateHit.Reason;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares a record on its way in with those that are there, and says what it means: a code that
 * exists is refused always, a name as the company has set it; anything else the caller may confirm.
 */
@Service
public class Duplicates {
    /** Similarity of two fuzzy names from which on they are alike. */
    static final double ALIKE = 0.85;

    private static final int MOST_PER_KIND = 10;
    private static final int MOST_CONFIRMED = 100;
    private static final Map<Reason, String> FIELDS =
            Map.of(
                    Reason.USCC, "uscc",
                    Reason.NAME, "name",
                    Reason.SIMILAR_NAME, "name",
                    Reason.PHONE, "phone",
                    Reason.EMAIL, "email");

    private final List<DuplicateSource> sources;
    private final KeyLocks locks;
    private final Hits hits;
    private final ConfirmationRepository confirmations;
    private final DuplicateSettings settings;

    /**
     * What a caller has confirmed, until the record has a key.
     *
     * @param byReason never empty
     */
    private record Confirmed(Map<Reason, List<Match>> byReason, String reason) {}

    Duplicates(
            List<DuplicateSource> sources,
            KeyLocks locks,
            Hits hits,
            ConfirmationRepository confirmations,
            DuplicateSettings settings) {
        this.sources = sources;
        this.locks = locks;
        this.hits = hits;
        this.confirmations = confirmations;
        this.settings = settings;
    }

    /**
     * Adds a violation for every reason to take the record for one that is there. Until the
     * transaction ends nobody else can write the same code or name.
     */
    public void check(Drafting<?, ? extends DuplicateDraft> drafting, Probe probe) {
        Violations violations = drafting.violations();
        DuplicateDraft draft = drafting.draft();
        Set<String> confirmed = confirmed(draft, violations);
        var found = found(drafting.viewer(), probe);
        Map<Reason, List<Match>> passed = new TreeMap<>();
        found.forEach(
                (reason, matches) -> {
                    List<DuplicateHit> shown = hits.of(drafting.viewer(), matches, reason);
                    if (isFinal(reason)) {
                        violations.add(error(Code.DUPLICATE, reason, shown));
                    } else if (shown.stream()
                            .map(DuplicateHit::key)
                            .allMatch(confirmed::contains)) {
                        passed.put(reason, matches);
                    } else {
                        violations.add(error(Code.POSSIBLE_DUPLICATE, reason, shown));
                    }
                });
        if (!passed.isEmpty()) {
            drafting.keep(
                    Confirmed.class,
                    new Confirmed(passed, String.valueOf(draft.duplicateReason())));
        }
    }

    /** Writes down what the caller confirmed, now that the record has a key. */
    public void confirmed(Drafting<?, ?> drafting, RecordType type, long id) {
        Confirmed confirmed = drafting.kept(Confirmed.class);
        if (confirmed != null) {
            confirmed
                    .byReason()
                    .forEach(
                            (reason, matches) ->
                                    confirmations.insert(
                                            drafting.viewer(),
                                            type.typeName(),
                                            id,
                                            matches,
                                            reason,
                                            confirmed.reason()));
        }
    }

    /**
     * A record that comes back from the recycle bin is asked only for what there may be once: the
     * company knew it before it looked like another.
     *
     * @throws headwater.crm.shared.Refused DUPLICATE
     */
    public void restoring(Viewer viewer, Probe probe) {
        Violations violations = new Violations();
        found(viewer, probe)
                .forEach(
                        (reason, matches) -> {
                            if (isFinal(reason)) {
                                violations.add(
                                        error(
                                                Code.DUPLICATE,
                                                reason,
                                                hits.of(viewer, matches, reason)));
                            }
                        });
        violations.refuse();
    }

    /**
     * The record of a customer that an enquiry comes from, by its code, name, telephone or mail
     * address; what somebody owns before what lies in a pool. Null when from nobody known.
     */
    public @Nullable Match customer(Viewer viewer, DuplicateKeys keys) {
        Probe probe = new Probe(RecordType.LEAD, 0, null, keys);
        return sources.stream()
                .filter(source -> source.compares(keys))
                .sorted(Comparator.comparing(DuplicateSource::type))
                .flatMap(source -> source.matches(viewer, probe, MOST_PER_KIND).stream())
                .filter(match -> keys.reason(match.keys()) != Reason.SIMILAR_NAME)
                .min(Comparator.comparing(match -> match.ownerId() == null))
                .orElse(null);
    }

    private Map<Reason, List<Match>> found(Viewer viewer, Probe probe) {
        DuplicateKeys keys = probe.keys();
        if (keys.uscc() != null || keys.name() != null) {
            locks.take(keys);
        }
        return sources.stream()
                .filter(source -> source.compares(keys))
                .sorted(Comparator.comparing(DuplicateSource::type))
                .flatMap(source -> source.matches(viewer, probe, MOST_PER_KIND).stream())
                .collect(
                        Collectors.groupingBy(
                                match -> keys.reason(match.keys()),
                                TreeMap::new,
                                Collectors.toList()));
    }

    private boolean isFinal(Reason reason) {
        return reason == Reason.USCC
                || (reason == Reason.NAME
                        && settings.accountName() == DuplicateSettings.Policy.BLOCK);
    }

    private static Set<String> confirmed(DuplicateDraft draft, Violations violations) {
        List<String> keys = Objects.requireNonNullElse(draft.confirmDuplicates(), List.of());
        violations.invalidIf(
                keys.size() > MOST_CONFIRMED,
                "confirmDuplicates: at most %d, not %d.".formatted(MOST_CONFIRMED, keys.size()),
                "confirmDuplicates");
        if (!keys.isEmpty()) {
            violations.requireText(draft.duplicateReason(), "duplicateReason");
        }
        return Set.copyOf(keys);
    }

    private static UserError error(Code code, Reason reason, List<DuplicateHit> shown) {
        String field = Objects.requireNonNull(FIELDS.get(reason));
        String alike = reason == Reason.SIMILAR_NAME ? "a similar name" : "this " + field;
        String message =
                code == Code.DUPLICATE
                        ? "There is a record with %s already: %s. 已存在相同的记录。"
                        : "Records with %s are there already: %s. If it is another one, confirm them and say why. 可能重复，请确认。";
        String kinds =
                shown.stream()
                        .map(hit -> hit.object().name().toLowerCase(Locale.ROOT) + " " + hit.name())
                        .collect(Collectors.joining(", "));
        return new UserError(code, List.of(field), message.formatted(alike, kinds), shown);
    }
}
