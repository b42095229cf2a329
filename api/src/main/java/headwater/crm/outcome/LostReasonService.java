package headwater.crm.outcome;

import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Service;

import java.util.List;

/** Why deals are lost. */
@Service
public class LostReasonService extends RecordService<LostReason, LostReasonDraft> {

    private final LostReasonRepository repository;

    LostReasonService(LostReasonRepository repository, Writes writes) {
        super(RecordType.LOST_REASON, LostReasonDraft.class, repository, writes);
        this.repository = repository;
    }

    /** Adds a violation for a reason that is none of the company's; without a list any will do. */
    public void require(Viewer viewer, String reason, Violations violations, String... field) {
        List<String> known = repository.active(viewer);
        violations.invalidIf(
                !known.isEmpty() && !known.contains(reason),
                "There is no active lost reason \"%s\"; there are %s.".formatted(reason, known),
                field);
    }

    @Override
    protected LostReasonDraft draftOf(LostReason reason) {
        return new LostReasonDraft(reason.name(), reason.active(), reason.externalId(), null);
    }

    @Override
    protected LostReason drafted(Drafting<LostReason, LostReasonDraft> drafting) {
        LostReasonDraft draft = drafting.draft();
        drafting.violations().refuse();
        return new LostReason(
                drafting.id(),
                draft.name(),
                draft.active() == null || draft.active(),
                draft.externalId(),
                drafting.stamp());
    }
}
