package headwater.crm.assignment;

import headwater.crm.assignment.AssignmentRule.Conditions;
import headwater.crm.assignment.AssignmentRuleDraft.CandidateDraft;
import headwater.crm.assignment.AssignmentRuleRepository.Stated;
import headwater.crm.campaign.CampaignService;
import headwater.crm.campaign.LeadSourceService;
import headwater.crm.identity.TeamService;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.pool.PoolService;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The rules by which leads are assigned. */
@Service
public class AssignmentRuleService extends RecordService<AssignmentRule, AssignmentRuleDraft> {
    private final AssignmentRuleRepository repository;
    private final LeadSourceService sources;
    private final CampaignService campaigns;
    private final PoolService pools;
    private final UserService users;
    private final TeamService teams;

    AssignmentRuleService(
            AssignmentRuleRepository repository,
            LeadSourceService sources,
            CampaignService campaigns,
            PoolService pools,
            UserService users,
            TeamService teams,
            Writes writes) {
        super(RecordType.ASSIGNMENT_RULE, AssignmentRuleDraft.class, repository, writes);
        this.repository = repository;
        this.sources = sources;
        this.campaigns = campaigns;
        this.pools = pools;
        this.users = users;
        this.teams = teams;
    }

    /** What is stored beside the rule itself. */
    private record Candidates(List<Stated> stated) {}

    /** The candidates of a rule, in order. */
    public record StatedCandidate(
            long ruleId,
            @Nullable Long userId,
            @Nullable Long teamId,
            int weight,
            List<String> regions) {}

    public List<StatedCandidate> candidates(Viewer viewer, Set<Long> ruleIds) {
        return repository.candidates(viewer, ruleIds).stream()
                .map(
                        each ->
                                new StatedCandidate(
                                        each.ruleId(),
                                        each.userId(),
                                        each.teamId(),
                                        each.weight(),
                                        each.regions()))
                .toList();
    }

    @Override
    protected void require(Viewer viewer, Action action) {
        viewer.require(Permission.POOL_MANAGE);
    }

    @Override
    protected AssignmentRuleDraft draftOf(AssignmentRule rule) {
        Conditions on = rule.conditions();
        return new AssignmentRuleDraft(
                rule.name(),
                rule.ordinal(),
                rule.active(),
                on.sources().stream()
                        .map(key -> RecordRef.of(RecordType.LEAD_SOURCE, key))
                        .toList(),
                on.campaigns().stream().map(key -> RecordRef.of(RecordType.CAMPAIGN, key)).toList(),
                on.regions(),
                on.industries(),
                on.grades(),
                rule.strategy(),
                null,
                rule.holdLimit(),
                rule.dailyQuota(),
                rule.inWorkingTime(),
                rule.firstResponseMinutes(),
                RecordRef.ofNullable(RecordType.POOL, rule.fallbackPoolId()),
                rule.externalId(),
                null);
    }

    @Override
    protected AssignmentRule drafted(Drafting<AssignmentRule, AssignmentRuleDraft> drafting) {
        AssignmentRuleDraft draft = drafting.draft();
        AssignmentRule before = drafting.before();
        List<Long> ofSources = all(drafting, draft.sources(), sources::find, "sources");
        List<Long> ofCampaigns = all(drafting, draft.campaigns(), campaigns::find, "campaigns");
        Long fallback =
                drafting.find(
                        draft.fallbackPool(),
                        RecordType.POOL,
                        before == null ? null : before.fallbackPoolId(),
                        pools::find,
                        "fallbackPool");
        List<Stated> candidates = candidates(drafting);
        if (candidates != null) {
            drafting.keep(Candidates.class, new Candidates(candidates));
        }
        drafting.violations().refuse();
        return new AssignmentRule(
                drafting.id(),
                draft.name(),
                draft.ordinal(),
                draft.active() == null || draft.active(),
                new Conditions(
                        ofSources,
                        ofCampaigns,
                        Objects.requireNonNullElse(draft.regions(), List.of()),
                        Objects.requireNonNullElse(draft.industries(), List.of()),
                        Objects.requireNonNullElse(draft.grades(), List.of())),
                draft.strategy(),
                draft.holdLimit(),
                draft.dailyQuota(),
                Boolean.TRUE.equals(draft.inWorkingTime()),
                draft.firstResponseMinutes(),
                fallback,
                draft.externalId(),
                drafting.stamp());
    }

    private static List<Long> all(
            Drafting<AssignmentRule, AssignmentRuleDraft> drafting,
            @Nullable List<RecordRef> refs,
            Drafting.Finder finder,
            String field) {
        List<Long> found = new ArrayList<>();
        for (RecordRef ref : Objects.requireNonNullElse(refs, List.<RecordRef>of())) {
            Long key = finder.find(drafting.viewer(), ref, drafting.violations(), field);
            if (key != null) {
                found.add(key);
            }
        }
        return found;
    }

    private @Nullable List<Stated> candidates(
            Drafting<AssignmentRule, AssignmentRuleDraft> drafting) {
        List<CandidateDraft> drafts = drafting.draft().candidates();
        if (drafts == null) {
            return null;
        }
        List<Stated> found = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            CandidateDraft each = drafts.get(i);
            String[] path = {"candidates", Integer.toString(i)};
            Long user =
                    each.user() == null
                            ? null
                            : users.find(
                                    drafting.viewer(), each.user(), drafting.violations(), path);
            Long team =
                    each.team() == null
                            ? null
                            : teams.find(
                                    drafting.viewer(), each.team(), drafting.violations(), path);
            found.add(
                    new Stated(
                            drafting.id(),
                            user,
                            team,
                            each.weight(),
                            Objects.requireNonNullElse(each.regions(), List.of())));
        }
        return found;
    }

    @Override
    protected void stored(Drafting<AssignmentRule, AssignmentRuleDraft> drafting, long id) {
        Candidates found = drafting.kept(Candidates.class);
        if (found != null) {
            repository.replaceCandidates(drafting.viewer(), id, found.stated());
        }
    }
}
