package headwater.crm.pricebook;

import headwater.crm.company.CompanyService;
import headwater.crm.permission.Action;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;

import org.springframework.stereotype.Service;

/** Price books; administrators change them. */
@Service
public class PriceBookService extends RecordService<PriceBook, PriceBookDraft> {
    private final CompanyService company;

    PriceBookService(PriceBookRepository repository, CompanyService company, Writes writes) {
        super(RecordType.PRICE_BOOK, PriceBookDraft.class, repository, writes);
        this.company = company;
    }

    @Override
    protected PriceBookDraft draftOf(PriceBook book) {
        return PriceBookDraft.of(book);
    }

    @Override
    protected PriceBook drafted(Drafting<PriceBook, PriceBookDraft> drafting) {
        PriceBookDraft draft = drafting.draft();
        PriceBook before = drafting.before();
        if (before != null
                && draft.currency() != null
                && !draft.currency().equals(before.currency())) {
            drafting.violations()
                    .add(
                            Code.WRONG_STATE,
                            "A price book keeps its currency; its prices are in it.",
                            "currency");
        }
        drafting.violations().refuse();
        return new PriceBook(
                drafting.id(),
                draft.name(),
                draft.currency() == null ? company.company().currency() : draft.currency(),
                draft.validFrom(),
                draft.validTo(),
                Boolean.TRUE.equals(draft.isDefault()),
                draft.active() == null || draft.active(),
                draft.rulesOrNone(),
                draft.externalId(),
                drafting.stamp());
    }

    /** The default book stays until another one is. */
    @Override
    public PriceBook delete(Viewer viewer, long id, int expectedVersion) {
        viewer.require(RecordType.PRICE_BOOK, Action.DELETE);
        if (get(viewer, id).isDefault()) {
            throw new Refused(
                    Code.WRONG_STATE,
                    "This is the default price book; make another one the default first.",
                    "id");
        }
        return super.delete(viewer, id, expectedVersion);
    }
}
