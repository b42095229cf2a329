package headwater.crm.finance;

import headwater.crm.company.CompanyService;
import headwater.crm.finance.FinanceEvent.Kind;
import headwater.crm.identity.UserService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;
import headwater.crm.sharing.OwnedRecordService;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** What the ledger has booked; each change is brought together with what it had to book. */
@Service
public class VoucherService extends OwnedRecordService<Voucher, VoucherDraft> {
    private final FinanceEventRepository events;
    private final CompanyService company;

    VoucherService(
            VoucherRepository repository,
            FinanceEventRepository events,
            UserService users,
            CompanyService company,
            Writes writes) {
        super(RecordType.VOUCHER, VoucherDraft.class, repository, users, writes);
        this.events = events;
        this.company = company;
    }

    @Override
    protected VoucherDraft draftOf(Voucher voucher) {
        return VoucherDraft.of(voucher);
    }

    @Override
    protected Voucher drafted(Drafting<Voucher, VoucherDraft> drafting) {
        Voucher before = drafting.before();
        VoucherDraft draft = drafting.draft();
        Violations violations = drafting.violations();
        LocalDate today = company.company().dayOf(writes.time().now());
        violations.invalidIf(
                draft.postedOn().isAfter(today),
                "postedOn, %s, lies in the future.".formatted(draft.postedOn()),
                "postedOn");
        Long owner = owner(drafting, draft.owner(), before == null ? null : before.ownerId());
        violations.refuse();
        return new Voucher(
                drafting.id(),
                draft.number(),
                Objects.requireNonNullElse(draft.books(), Kind.RECEIPT_CONFIRMED),
                draft.documentNumber(),
                Objects.requireNonNullElse(draft.documentVersion(), 1),
                draft.postedOn(),
                draft.amount(),
                draft.currency() == null ? company.company().currency() : draft.currency(),
                before == null || draft.documentNumber() == null
                        ? Voucher.Standing.UNMATCHED
                        : before.standing(),
                draft.note(),
                Violations.present(owner),
                draft.externalId(),
                drafting.stamp());
    }

    /** Another document may have lost its voucher, and this one found it. */
    @Override
    protected void stored(Drafting<Voucher, VoucherDraft> drafting, long id) {
        Viewer viewer = drafting.viewer();
        Stream.of(booking(drafting.before()), booking(get(viewer.asSystem(), id)))
                .filter(Objects::nonNull)
                .distinct()
                // Two changes at once wait for each other in one order.
                .sorted(Comparator.comparing(Booking::toString))
                .forEach(booking -> events.match(viewer, booking));
    }

    @Override
    protected void binned(Viewer viewer, Voucher after) {
        Booking booking = booking(after);
        if (booking != null) {
            events.match(viewer, booking);
        }
    }

    private static @Nullable Booking booking(@Nullable Voucher voucher) {
        return voucher == null || voucher.documentNumber() == null
                ? null
                : new Booking(voucher.books(), voucher.documentNumber(), voucher.documentVersion());
    }
}
