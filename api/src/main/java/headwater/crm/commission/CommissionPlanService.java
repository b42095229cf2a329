package headwater.crm.commission;

import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Service;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans: made, never changed. */
@Service
public class CommissionPlanService extends RecordService<CommissionPlan, CommissionPlanDraft> {

    private final CommissionPlanRepository repository;

    CommissionPlanService(CommissionPlanRepository repository, Writes writes) {
        super(RecordType.COMMISSION_PLAN, CommissionPlanDraft.class, repository, writes);
        this.repository = repository;
    }

    /** The tiers of plans, the lowest first. */
    public Map<Long, List<Tier>> tiers(Viewer viewer, Set<Long> planIds) {
        return repository.tiers(viewer, planIds);
    }

    @Override
    protected void stored(Drafting<CommissionPlan, CommissionPlanDraft> drafting, long id) {
        repository.insertTiers(drafting.viewer(), id, drafting.draft().tiers());
    }

    @Override
    protected CommissionPlanDraft draftOf(CommissionPlan plan) {
        return CommissionPlanDraft.of(plan);
    }

    @Override
    protected CommissionPlan drafted(Drafting<CommissionPlan, CommissionPlanDraft> drafting) {
        CommissionPlanDraft draft = drafting.draft();
        return new CommissionPlan(
                drafting.id(),
                draft.name(),
                draft.period(),
                draft.method(),
                draft.effectiveFrom(),
                draft.externalId(),
                drafting.stamp());
    }
}
