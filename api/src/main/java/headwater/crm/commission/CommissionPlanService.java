package headwater.crm.commission;

import headwater.crm.commission.CommissionPlan.Basis;
import headwater.crm.commission.CommissionPlanDraft.ParticipantDraft;
import headwater.crm.identity.TeamService;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Plans: made, never changed. */
@Service
public class CommissionPlanService extends RecordService<CommissionPlan, CommissionPlanDraft> {

    private final CommissionPlanRepository repository;

    private final UserService users;
    private final TeamService teams;

    CommissionPlanService(
            CommissionPlanRepository repository,
            UserService users,
            TeamService teams,
            Writes writes) {
        super(RecordType.COMMISSION_PLAN, CommissionPlanDraft.class, repository, writes);
        this.repository = repository;
        this.users = users;
        this.teams = teams;
    }

    /** The tiers of plans, the lowest first. */
    public Map<Long, List<Tier>> tiers(Viewer viewer, Set<Long> planIds) {
        return repository.tiers(viewer, planIds);
    }

    /** Whom plans are for; of plans for everybody, nobody is named. */
    public List<Participant> participants(Viewer viewer, Set<Long> planIds) {
        return repository.participants(viewer, planIds);
    }

    @Override
    protected void stored(Drafting<CommissionPlan, CommissionPlanDraft> drafting, long id) {
        repository.insertTiers(drafting.viewer(), id, drafting.draft().tiers());
        repository.insertParticipants(
                drafting.viewer(),
                id,
                Violations.present(drafting.kept(Named.class)).participants());
    }

    /** What is stored beside the plan itself. */
    private record Named(List<Participant> participants) {}

    private List<Participant> participants(Drafting<CommissionPlan, CommissionPlanDraft> drafting) {
        List<Participant> found = new ArrayList<>();
        List<ParticipantDraft> drafts = drafting.draft().participantsOrNone();
        for (int i = 0; i < drafts.size(); i++) {
            RecordRef user = drafts.get(i).user();
            RecordRef team = drafts.get(i).team();
            String[] path = {"participants", Integer.toString(i)};
            Viewer viewer = drafting.viewer();
            Violations violations = drafting.violations();
            found.add(
                    new Participant(
                            drafting.id(),
                            user == null ? null : users.find(viewer, user, violations, path),
                            team == null ? null : teams.find(viewer, team, violations, path)));
        }
        return found;
    }

    @Override
    protected CommissionPlanDraft draftOf(CommissionPlan plan) {
        return CommissionPlanDraft.of(plan);
    }

    @Override
    protected CommissionPlan drafted(Drafting<CommissionPlan, CommissionPlanDraft> drafting) {
        CommissionPlanDraft draft = drafting.draft();
        var named = new Named(participants(drafting));
        drafting.keep(Named.class, named);
        drafting.violations().refuse();
        return new CommissionPlan(
                drafting.id(),
                draft.name(),
                draft.period(),
                draft.method(),
                Objects.requireNonNullElse(draft.basis(), Basis.RECEIPT_CONFIRMED),
                draft.effectiveFrom(),
                draft.effectiveUntil(),
                named.participants().isEmpty(),
                draft.cap(),
                draft.externalId(),
                drafting.stamp());
    }
}
