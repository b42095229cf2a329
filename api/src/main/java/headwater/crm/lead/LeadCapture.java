package headwater.crm.lead;

import headwater.crm.campaign.CampaignService;
import headwater.crm.campaign.LeadSourceService;
import headwater.crm.lead.LeadTouch.Utm;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** Enquiries as they come in from forms and other systems: a second one of somebody is a touch. */
@Service
public class LeadCapture {
    private final LeadService leads;
    private final LeadRepository repository;
    private final LeadWriter writer;
    private final LeadSourceService sources;
    private final CampaignService campaigns;
    private final Writes writes;

    LeadCapture(
            LeadService leads,
            LeadRepository repository,
            LeadWriter writer,
            LeadSourceService sources,
            CampaignService campaigns,
            Writes writes) {
        this.leads = leads;
        this.repository = repository;
        this.writer = writer;
        this.sources = sources;
        this.campaigns = campaigns;
        this.writes = writes;
    }

    /**
     * An enquiry.
     *
     * @param lead made unless an open lead has its telephone or mail address; its source and
     *     campaign are those of the touch
     */
    public record Enquired(
            LeadDraft lead,
            @Nullable Utm utm,
            @Nullable String page,
            @Nullable String referrer,
            @Nullable Instant at) {}

    /**
     * @return null when the lead is one that the viewer may not see; he does not learn of it
     */
    public @Nullable Lead capture(Viewer viewer, Enquired enquired) {
        viewer.require(RecordType.LEAD, Action.CREATE);
        LeadDraft draft = enquired.lead();
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            long id =
                                    writes.idempotency()
                                            .once(
                                                    viewer,
                                                    draft.idempotencyKey(),
                                                    "captureLead",
                                                    enquired,
                                                    () -> captureNow(viewer, enquired));
                            return leads.byIds(viewer, Set.of(id)).stream()
                                    .findFirst()
                                    .orElse(null);
                        });
    }

    private long captureNow(Viewer viewer, Enquired enquired) {
        LeadDraft draft = enquired.lead();
        var violations = new Violations();
        writes.time().check(viewer, enquired.at(), violations, "at");
        violations.limit(enquired.page(), "page");
        violations.limit(enquired.referrer(), "referrer");
        Long source = sources.find(viewer, draft.source(), violations, "lead", "source");
        Long campaign = campaigns.find(viewer, draft.campaign(), violations, "lead", "campaign");
        violations.refuse();
        Long known = repository.sameAs(viewer, draft.phone(), draft.email());
        long id = known == null ? leads.makeUntouched(viewer, draft) : known;
        writer.touch(
                viewer,
                new LeadTouch(
                        0,
                        id,
                        Objects.requireNonNullElse(enquired.at(), writes.time().now()),
                        source,
                        campaign,
                        enquired.utm(),
                        enquired.page(),
                        enquired.referrer()));
        return id;
    }
}
