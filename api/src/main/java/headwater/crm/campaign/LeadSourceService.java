package headwater.crm.campaign;

import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Service;

/** Sources of enquiries. */
@Service
public class LeadSourceService extends RecordService<LeadSource, LeadSourceDraft> {

    LeadSourceService(LeadSourceRepository repository, Writes writes) {
        super(RecordType.LEAD_SOURCE, LeadSourceDraft.class, repository, writes);
    }

    @Override
    protected LeadSourceDraft draftOf(LeadSource source) {
        return new LeadSourceDraft(source.name(), source.active(), source.externalId(), null);
    }

    @Override
    protected LeadSource drafted(Drafting<LeadSource, LeadSourceDraft> drafting) {
        LeadSourceDraft draft = drafting.draft();
        drafting.violations().refuse();
        return new LeadSource(
                drafting.id(),
                draft.name(),
                draft.active() == null || draft.active(),
                draft.externalId(),
                drafting.stamp());
    }
}
