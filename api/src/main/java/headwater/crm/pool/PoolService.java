package headwater.crm.pool;

import headwater.crm.campaign.LeadSourceService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.schema.PublicSchema;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.Principals;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Pools, their members and their rules. */
@Service
public class PoolService extends RecordService<Pool, PoolDraft> {
    private static final int DAYS_OF_A_LOCK = 30;

    private final PoolRepository repository;
    private final RecountRepository recounts;
    private final LeadSourceService sources;
    private final Principals principals;
    private final PublicSchema schema;

    /** What is stored beside the pool itself; null for what stays as it is. */
    private record Parts(@Nullable List<PoolMember> members, @Nullable List<RecycleRule> rules) {}

    PoolService(
            PoolRepository repository,
            RecountRepository recounts,
            LeadSourceService sources,
            Principals principals,
            PublicSchema schema,
            Writes writes) {
        super(RecordType.POOL, PoolDraft.class, repository, writes);
        this.repository = repository;
        this.recounts = recounts;
        this.sources = sources;
        this.principals = principals;
        this.schema = schema;
    }

    public List<PoolMember> members(Viewer viewer, Set<Long> poolIds) {
        return repository.members(viewer, poolIds);
    }

    public List<RecycleRule> rules(Viewer viewer, Set<Long> poolIds) {
        return repository.rules(viewer, poolIds);
    }

    /** The viewer's membership; one that administers counts before one that does not. */
    @Nullable PoolMember membership(Viewer viewer, long poolId) {
        if (viewer.may(Permission.POOL_MANAGE)) {
            return new PoolMember(poolId, "user:" + viewer.userId(), true);
        }
        PoolMember found = null;
        for (PoolMember member : repository.members(viewer, Set.of(poolId))) {
            if (member.includes(viewer) && (found == null || member.administers())) {
                found = member;
            }
        }
        return found;
    }

    @Override
    protected void require(Viewer viewer, Action action) {
        viewer.require(Permission.POOL_MANAGE);
    }

    @Override
    protected PoolDraft draftOf(Pool pool) {
        return PoolDraft.of(pool);
    }

    @Override
    protected Pool drafted(Drafting<Pool, PoolDraft> drafting) {
        PoolDraft draft = drafting.draft();
        Violations violations = drafting.violations();
        List<String> shown = Objects.requireNonNullElse(draft.shownFields(), List.of());
        List<String> masked = Objects.requireNonNullElse(draft.maskedFields(), List.of());
        requireFields(draft.object().type(), shown, violations, "shownFields");
        requireFields(draft.object().type(), masked, violations, "maskedFields");
        drafting.keep(Parts.class, new Parts(members(drafting), rules(drafting)));
        violations.refuse();
        return new Pool(
                drafting.id(),
                draft.name(),
                draft.object(),
                Objects.requireNonNullElse(draft.priority(), 0),
                shown,
                masked,
                draft.dailyClaimLimit(),
                draft.holdLimit(),
                Objects.requireNonNullElse(draft.cooldownDays(), 0),
                Objects.requireNonNullElse(draft.embargoHours(), 0),
                draft.dailyViewLimit(),
                Objects.requireNonNullElse(draft.lockLimit(), 0),
                Objects.requireNonNullElse(draft.lockDays(), DAYS_OF_A_LOCK),
                draft.externalId(),
                drafting.stamp());
    }

    private void requireFields(
            RecordType type, List<String> fields, Violations violations, String path) {
        Set<String> known = schema.texts(type.typeName());
        for (String field : fields) {
            violations.invalidIf(
                    !known.contains(field),
                    "%s is no text of %s; there are %s.".formatted(field, type.typeName(), known),
                    path);
        }
    }

    private @Nullable List<PoolMember> members(Drafting<Pool, PoolDraft> drafting) {
        List<PoolDraft.Member> members = drafting.draft().members();
        if (members == null) {
            return null;
        }
        List<PoolMember> found = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            PoolDraft.Member member = members.get(i);
            principals.require(
                    drafting.viewer(),
                    member.with(),
                    drafting.violations(),
                    "members",
                    Integer.toString(i),
                    "with");
            found.add(
                    new PoolMember(drafting.id(), member.with().principal(), member.administers()));
        }
        return found;
    }

    private @Nullable List<RecycleRule> rules(Drafting<Pool, PoolDraft> drafting) {
        List<PoolDraft.Rule> rules = drafting.draft().recycleRules();
        if (rules == null) {
            return null;
        }
        List<RecycleRule> found = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            PoolDraft.Rule rule = rules.get(i);
            List<Long> of = new ArrayList<>();
            for (RecordRef source :
                    Objects.requireNonNullElse(rule.sources(), List.<RecordRef>of())) {
                Long key =
                        sources.find(
                                drafting.viewer(),
                                source,
                                drafting.violations(),
                                "recycleRules",
                                Integer.toString(i),
                                "sources");
                if (key != null) {
                    of.add(key);
                }
            }
            found.add(
                    new RecycleRule(
                            0,
                            drafting.id(),
                            Objects.requireNonNullElse(rule.grades(), List.of()),
                            of,
                            rule.trigger(),
                            rule.days(),
                            rule.extensionDays(),
                            rule.mostDays(),
                            rule.workingDays(),
                            rule.openOpportunities()));
        }
        return found;
    }

    @Override
    protected void stored(Drafting<Pool, PoolDraft> drafting, long id) {
        Parts parts = Objects.requireNonNull(drafting.kept(Parts.class));
        if (parts.members() != null) {
            repository.replaceMembers(drafting.viewer(), id, parts.members());
        }
        if (parts.rules() != null) {
            repository.replaceRules(drafting.viewer(), id, parts.rules());
        }
        // Who is in a pool, which comes first and what its rules are decides when records fall due.
        recounts.ask(drafting.viewer(), drafting.draft().object().type());
    }

    /** Its members' records may belong to another pool from now on. */
    @Override
    protected void binned(Viewer viewer, Pool after) {
        recounts.ask(viewer, after.object().type());
    }
}
