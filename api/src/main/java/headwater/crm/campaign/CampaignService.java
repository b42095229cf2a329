package headwater.crm.campaign;

import headwater.crm.company.CompanyService;
import headwater.crm.identity.UserService;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.OwnedRecordService;

import org.springframework.stereotype.Service;

import java.util.Objects;

/** Campaigns. */
@Service
public class CampaignService extends OwnedRecordService<Campaign, CampaignDraft> {
    private final CompanyService company;

    CampaignService(
            CampaignRepository repository,
            UserService users,
            CompanyService company,
            Writes writes) {
        super(RecordType.CAMPAIGN, CampaignDraft.class, repository, users, writes);
        this.company = company;
    }

    @Override
    protected CampaignDraft draftOf(Campaign campaign) {
        return CampaignDraft.of(campaign);
    }

    @Override
    protected Campaign drafted(Drafting<Campaign, CampaignDraft> drafting) {
        Campaign before = drafting.before();
        CampaignDraft draft = drafting.draft();
        Long owner = owner(drafting, draft.owner(), before == null ? null : before.ownerId());
        drafting.violations().refuse();
        return new Campaign(
                drafting.id(),
                draft.name(),
                draft.kind(),
                Objects.requireNonNullElse(draft.status(), Campaign.Status.PLANNED),
                draft.startsOn(),
                draft.endsOn(),
                draft.plannedBudget(),
                draft.actualCost(),
                draft.currency() == null ? company.company().currency() : draft.currency(),
                Violations.present(owner),
                draft.externalId(),
                drafting.stamp());
    }
}
