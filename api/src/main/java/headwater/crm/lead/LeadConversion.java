package headwater.crm.lead;

import headwater.crm.account.Account;
import headwater.crm.account.AccountDraft;
import headwater.crm.account.AccountService;
import headwater.crm.contact.ContactDraft;
import headwater.crm.contact.ContactService;
import headwater.crm.followup.FollowupHistory;
import headwater.crm.lead.Lead.Conversion;
import headwater.crm.lead.LeadChange.Kind;
import headwater.crm.opportunity.OpportunityDraft;
import headwater.crm.opportunity.OpportunityService;
import headwater.crm.permission.Action;
import headwater.crm.permission.FieldWrites;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafts;
import headwater.crm.shared.Forbidden;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Makes a customer of a lead: account, contact and opportunity in one transaction, by the rules
 * that hold for making them by hand; or none of them.
 */
@Service
public class LeadConversion {
    private final LeadWriter writer;
    private final AccountService accounts;
    private final ContactService contacts;
    private final OpportunityService opportunities;
    private final List<FollowupHistory> histories;
    private final Writes writes;

    LeadConversion(
            LeadWriter writer,
            AccountService accounts,
            ContactService contacts,
            OpportunityService opportunities,
            List<FollowupHistory> histories,
            Writes writes) {
        this.writer = writer;
        this.accounts = accounts;
        this.contacts = contacts;
        this.opportunities = opportunities;
        this.histories = histories;
        this.writes = writes;
    }

    /**
     * What the lead shall become.
     *
     * @param account attaches the lead to a customer who is there already; a new one is made of its
     *     company when null
     * @param contact the same of its person
     * @param opportunity none when null
     * @param confirmDuplicates as on creation of an account and a contact
     */
    public record ConversionDraft(
            String id,
            int expectedVersion,
            @Nullable RecordRef account,
            @Nullable RecordRef contact,
            @Nullable Boolean withoutContact,
            @Nullable OpportunityDraft opportunity,
            @Nullable List<String> confirmDuplicates,
            @Nullable String duplicateReason,
            @Nullable String idempotencyKey) {}

    /** Two conversions of one lead follow each other, and the second is refused. */
    public Lead convert(Viewer viewer, ConversionDraft draft) {
        long id = RecordType.LEAD.decode(draft.id());
        viewer.require(RecordType.LEAD, Action.UPDATE);
        return writes.transactions()
                .write(
                        viewer,
                        () -> {
                            writes.idempotency()
                                    .once(
                                            viewer,
                                            draft.idempotencyKey(),
                                            "convertLead",
                                            draft,
                                            () -> {
                                                convertNow(viewer, writer.lock(viewer, id), draft);
                                                return id;
                                            });
                            return writer.lock(viewer, id);
                        });
    }

    private void convertNow(Viewer viewer, Lead lead, ConversionDraft draft) {
        var violations = new Violations();
        lead.checkWorkable(violations);
        if (lead.stage() == Lead.Stage.DISQUALIFIED) {
            violations.add(Code.WRONG_STATE, "The lead is disqualified; move it back first.");
        }
        new FieldWrites(viewer, RecordType.LEAD, violations).require("stage");
        violations.refuse();
        RecordRef owner = RecordRef.of(RecordType.USER, Objects.requireNonNull(lead.ownerId()));
        long account = account(viewer, lead, draft, owner, violations);
        Long contact = contact(viewer, lead, draft, owner, account, violations);
        Long opportunity = opportunity(viewer, draft, owner, account, contact);
        Instant now = writes.time().now();
        writer.store(
                viewer,
                lead.convertedTo(new Conversion(now, account, contact, opportunity)),
                draft.expectedVersion(),
                Kind.CONVERTED,
                now,
                null);
        histories.forEach(history -> history.converted(viewer, lead.id(), account));
    }

    private long account(
            Viewer viewer,
            Lead lead,
            ConversionDraft draft,
            RecordRef owner,
            Violations violations) {
        if (draft.account() != null) {
            Long found = accounts.find(viewer, draft.account(), violations, "account");
            violations.refuse();
            return Violations.present(found);
        }
        var made =
                new AccountDraft(
                        Objects.requireNonNullElse(lead.company(), lead.name()),
                        null,
                        lead.industry(),
                        lead.grade(),
                        Account.CooperationStatus.PROSPECT,
                        lead.website(),
                        // The telephone is the person's.
                        null,
                        null,
                        owner,
                        null,
                        null,
                        null,
                        draft.confirmDuplicates(),
                        draft.duplicateReason(),
                        null);
        return within("account", () -> accounts.make(viewer, made));
    }

    private @Nullable Long contact(
            Viewer viewer,
            Lead lead,
            ConversionDraft draft,
            RecordRef owner,
            long account,
            Violations violations) {
        if (draft.contact() != null) {
            Long found = contacts.find(viewer, draft.contact(), violations, "contact");
            violations.refuse();
            return found;
        }
        if (Boolean.TRUE.equals(draft.withoutContact())) {
            return null;
        }
        var made =
                new ContactDraft(
                        lead.name(),
                        lead.title(),
                        lead.email(),
                        lead.phone(),
                        null,
                        RecordRef.of(RecordType.ACCOUNT, account),
                        owner,
                        null,
                        null,
                        draft.confirmDuplicates(),
                        draft.duplicateReason(),
                        null);
        return within("contact", () -> contacts.make(viewer, made));
    }

    private @Nullable Long opportunity(
            Viewer viewer,
            ConversionDraft draft,
            RecordRef owner,
            long account,
            @Nullable Long contact) {
        OpportunityDraft wanted = draft.opportunity();
        if (wanted == null) {
            return null;
        }
        Map<String, @Nullable Object> links = new HashMap<>();
        links.put("account", RecordRef.of(RecordType.ACCOUNT, account));
        links.put("contact", RecordRef.ofNullable(RecordType.CONTACT, contact));
        links.put("owner", Objects.requireNonNullElse(wanted.owner(), owner));
        OpportunityDraft made = Drafts.<OpportunityDraft>setting(links).apply().apply(wanted);
        return within("opportunity", () -> opportunities.create(viewer, made).id());
    }

    /** What speaks against a part of it says which part. */
    private static long within(String part, Supplier<Long> making) {
        try {
            return making.get();
        } catch (Refused refused) {
            throw new Refused(refused.errors().stream().map(error -> error.within(part)).toList());
        } catch (Forbidden forbidden) {
            // He may change the lead, so it is this part that he lacks a permission for.
            throw new Refused(Code.NOT_PERMITTED, String.valueOf(forbidden.getMessage()), part);
        }
    }
}
