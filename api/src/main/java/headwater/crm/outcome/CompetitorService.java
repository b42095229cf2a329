package headwater.crm.outcome;

import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordType;

import org.springframework.stereotype.Service;

/** Who else sells to the customers. */
@Service
public class CompetitorService extends RecordService<Competitor, CompetitorDraft> {

    CompetitorService(CompetitorRepository repository, Writes writes) {
        super(RecordType.COMPETITOR, CompetitorDraft.class, repository, writes);
    }

    @Override
    protected CompetitorDraft draftOf(Competitor competitor) {
        return new CompetitorDraft(
                competitor.name(),
                competitor.website(),
                competitor.strengths(),
                competitor.weaknesses(),
                competitor.active(),
                competitor.externalId(),
                null);
    }

    @Override
    protected Competitor drafted(Drafting<Competitor, CompetitorDraft> drafting) {
        CompetitorDraft draft = drafting.draft();
        drafting.violations().refuse();
        return new Competitor(
                drafting.id(),
                draft.name(),
                draft.website(),
                draft.strengths(),
                draft.weaknesses(),
                draft.active() == null || draft.active(),
                draft.externalId(),
                drafting.stamp());
    }
}
