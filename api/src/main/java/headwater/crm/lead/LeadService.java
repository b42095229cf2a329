package headwater.crm.lead;

import headwater.crm.assignment.AssignmentService;
import headwater.crm.assignment.Decision;
import headwater.crm.assignment.Enquiry;
import headwater.crm.campaign.CampaignService;
import headwater.crm.campaign.LeadSourceService;
import headwater.crm.duplicate.DuplicateKeys;
import headwater.crm.duplicate.Duplicates;
import headwater.crm.duplicate.Match;
import headwater.crm.identity.UserService;
import headwater.crm.lead.Lead.Stage;
import headwater.crm.lead.LeadChange.Kind;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.pool.Holding;
import headwater.crm.pool.HoldingService;
import headwater.crm.pool.PoolService;
import headwater.crm.pool.Poolable.Fit;
import headwater.crm.record.Drafting;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.OwnedRecordService;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Leads, as they are made and described. Their stages and ends are others' business. */
@Service
public class LeadService extends OwnedRecordService<Lead, LeadDraft> {
    private final LeadWriter writer;
    private final LeadSourceService sources;
    private final CampaignService campaigns;
    private final PoolService pools;
    private final HoldingService holdings;
    private final AssignmentService assignment;
    private final Duplicates duplicates;

    LeadService(
            LeadRepository repository,
            LeadWriter writer,
            LeadSourceService sources,
            CampaignService campaigns,
            PoolService pools,
            HoldingService holdings,
            AssignmentService assignment,
            Duplicates duplicates,
            UserService users,
            Writes writes) {
        super(RecordType.LEAD, LeadDraft.class, repository, users, writes);
        this.writer = writer;
        this.sources = sources;
        this.campaigns = campaigns;
        this.pools = pools;
        this.holdings = holdings;
        this.assignment = assignment;
        this.duplicates = duplicates;
    }

    /** Of leads that the viewer has read already; newest first. */
    public List<LeadChange> changes(Viewer viewer, Set<Long> leadIds) {
        return writer.changes(viewer, leadIds);
    }

    /** Of leads that the viewer has read already; oldest first. */
    public List<LeadTouch> touches(Viewer viewer, Set<Long> leadIds) {
        return writer.touches(viewer, leadIds);
    }

    /** Null when the lead has gone to somebody whose leads the viewer may not see. */
    @Override
    public @Nullable Lead accept(Viewer viewer, LeadDraft draft) {
        return writes.transactions()
                .write(
                        viewer,
                        () ->
                                byIds(viewer, Set.of(make(viewer, draft))).stream()
                                        .findFirst()
                                        .orElse(null));
    }

    /** Of leads that the viewer has read already; by lead, oldest first. */
    public Map<Long, List<Decision>> decisions(Viewer viewer, Set<Long> leadIds) {
        return assignment.decisions(viewer, leadIds);
    }

    @Override
    public long make(Viewer viewer, LeadDraft draft) {
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            long id = super.make(viewer, draft);
                            writer.touchOnce(viewer, get(viewer.asSystem(), id));
                            return id;
                        });
    }

    /** Without the first touch: capture knows more of it. */
    long makeUntouched(Viewer viewer, LeadDraft draft) {
        return super.make(viewer, draft.withoutKey());
    }

    static Fit fit(Lead lead) {
        return new Fit(lead.grade() == null ? null : lead.grade().name(), lead.sourceId(), null);
    }

    @Override
    protected LeadDraft draftOf(Lead lead) {
        return LeadDraft.of(lead);
    }

    @Override
    protected Lead drafted(Drafting<Lead, LeadDraft> drafting) {
        Lead before = drafting.before();
        LeadDraft draft = drafting.draft();
        Violations violations = drafting.violations();
        if (before != null && before.stage() == Stage.CONVERTED) {
            before.checkWorkable(violations);
        }
        Long source =
                drafting.find(
                        draft.source(),
                        RecordType.LEAD_SOURCE,
                        before == null ? null : before.sourceId(),
                        sources::find,
                        "source");
        Long campaign =
                drafting.find(
                        draft.campaign(),
                        RecordType.CAMPAIGN,
                        before == null ? null : before.campaignId(),
                        campaigns::find,
                        "campaign");
        Holding holding =
                before == null
                        ? firstHolding(drafting, source, campaign)
                        : holding(drafting, before);
        violations.refuse();
        return new Lead(
                drafting.id(),
                draft.name(),
                draft.company(),
                draft.title(),
                draft.email(),
                draft.phone(),
                draft.website(),
                draft.industry(),
                draft.region(),
                draft.grade(),
                draft.note(),
                source,
                campaign,
                before == null ? Stage.NEW : before.stage(),
                before == null ? drafting.stamp().createdAt() : before.stageEnteredAt(),
                before == null ? null : before.disqualifiedReason(),
                Violations.present(holding),
                before == null ? null : before.conversion(),
                draft.externalId(),
                drafting.stamp());
    }

    private @Nullable Holding firstHolding(
            Drafting<Lead, LeadDraft> drafting, @Nullable Long source, @Nullable Long campaign) {
        LeadDraft draft = drafting.draft();
        Instant since = drafting.stamp().createdAt();
        if (draft.pool() != null) {
            Long pool = drafting.find(draft.pool(), RecordType.POOL, null, pools::find, "pool");
            return pool == null ? null : Holding.ofPool(pool, since);
        }
        if (draft.owner() == null) {
            // Rules take turns: whoever cannot make the lead at all must not use one up.
            return drafting.violations().any() ? null : assigned(drafting, source, campaign);
        }
        Long owner = owner(drafting, draft.owner(), null);
        return owner == null
                ? null
                : holdings.ofOwner(drafting.viewer(), type(), fit(draft, source), owner, since);
    }

    private @Nullable Holding holding(Drafting<Lead, LeadDraft> drafting, Lead before) {
        LeadDraft draft = drafting.draft();
        if (before.ownerId() == null) {
            if (draft.owner() != null) {
                drafting.violations()
                        .add(
                                Code.WRONG_STATE,
                                "The lead lies in a pool; claim it, or let who administers the pool assign it.",
                                "owner");
            }
            return before.holding();
        }
        if (draft.owner() == null) {
            drafting.violations()
                    .add(Code.REQUIRED, "Give a lead back to its pool by releaseRecord.", "owner");
            return null;
        }
        Long owner = owner(drafting, draft.owner(), before.ownerId());
        if (owner == null || owner.equals(before.ownerId())) {
            return before.holding();
        }
        return holdings.ofOwner(
                drafting.viewer(),
                type(),
                fit(draft, before.sourceId()),
                owner,
                writes.time().now());
    }

    /**
     * What the assignment rules say. Where none does, the lead is its maker's.
     *
     * @return null, with a violation added, when it is nobody's
     */
    private @Nullable Holding assigned(
            Drafting<Lead, LeadDraft> drafting, @Nullable Long source, @Nullable Long campaign) {
        LeadDraft draft = drafting.draft();
        Match customer =
                duplicates.customer(
                        drafting.viewer().asSystem(),
                        DuplicateKeys.of(null, draft.company(), draft.phone(), draft.email()));
        var enquiry =
                new Enquiry(
                        source,
                        campaign,
                        draft.region(),
                        draft.industry(),
                        draft.grade() == null ? null : draft.grade().name(),
                        customer == null ? null : customer.ownerId(),
                        customer == null ? null : customer.accountId(),
                        List.of());
        Decision decision = assignment.decide(drafting.viewer(), enquiry);
        drafting.keep(Enquiry.class, enquiry);
        drafting.keep(Decision.class, decision);
        Instant since = drafting.stamp().createdAt();
        if (decision.poolId() != null) {
            return Holding.ofPool(decision.poolId(), since);
        }
        Long owner = decision.userId() == null ? owner(drafting, null, null) : decision.userId();
        return owner == null
                ? null
                : holdings.ofOwner(drafting.viewer(), type(), fit(draft, source), owner, since);
    }

    private static Fit fit(LeadDraft draft, @Nullable Long source) {
        return new Fit(draft.grade() == null ? null : draft.grade().name(), source, null);
    }

    @Override
    protected void stored(Drafting<Lead, LeadDraft> drafting, long id) {
        Viewer viewer = drafting.viewer();
        Lead before = drafting.before();
        Lead after = get(viewer.asSystem(), id);
        if (before == null) {
            holdings.begun(viewer, type(), id, after.holding());
            writer.append(viewer, after, Kind.CREATED, after.createdAt(), null);
            Decision decision = drafting.kept(Decision.class);
            if (decision != null) {
                assignment.record(
                        viewer, id, Violations.present(drafting.kept(Enquiry.class)), decision);
            }
        } else if (!Objects.equals(before.ownerId(), after.ownerId())) {
            Instant at = Objects.requireNonNull(after.ownedSince());
            holdings.changed(viewer, type(), id, after.holding(), at, "TRANSFER");
            writer.append(viewer, after, Kind.OWNER, at, null);
        } else if (after.isOpen()) {
            // Its grade may be another now, or rules that were counted anew since it was read.
            holdings.changed(viewer, type(), fit(after), id);
        }
    }

    @Override
    protected void binned(Viewer viewer, Lead after) {
        boolean gone = after.stamp().deletedAt() != null;
        Instant now = writes.time().now();
        writer.append(viewer, after, gone ? Kind.DELETED : Kind.RESTORED, now, null);
    }
}
