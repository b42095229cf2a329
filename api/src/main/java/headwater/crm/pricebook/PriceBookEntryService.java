package headwater.crm.pricebook;

import headwater.crm.persistence.Writes;
import headwater.crm.product.ProductService;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.util.Objects;

/** Prices in books; administrators change them. */
@Service
public class PriceBookEntryService extends RecordService<PriceBookEntry, PriceBookEntryDraft> {
    private final PriceBookService books;
    private final ProductService products;

    PriceBookEntryService(
            PriceBookEntryRepository repository,
            PriceBookService books,
            ProductService products,
            Writes writes) {
        super(RecordType.PRICE_BOOK_ENTRY, PriceBookEntryDraft.class, repository, writes);
        this.books = books;
        this.products = products;
    }

    @Override
    protected PriceBookEntryDraft draftOf(PriceBookEntry entry) {
        return PriceBookEntryDraft.of(entry);
    }

    @Override
    protected PriceBookEntry drafted(Drafting<PriceBookEntry, PriceBookEntryDraft> drafting) {
        PriceBookEntryDraft draft = drafting.draft();
        PriceBookEntry before = drafting.before();
        Long book =
                drafting.find(
                        draft.priceBook(),
                        RecordType.PRICE_BOOK,
                        before == null ? null : before.priceBookId(),
                        books::find,
                        "priceBook");
        Long product =
                drafting.find(
                        draft.product(),
                        RecordType.PRODUCT,
                        before == null ? null : before.productId(),
                        products::find,
                        "product");
        drafting.violations().refuse();
        return new PriceBookEntry(
                drafting.id(),
                Violations.present(book),
                Violations.present(product),
                Objects.requireNonNullElse(draft.minQuantity(), BigDecimal.ONE),
                draft.unitPrice(),
                draft.externalId(),
                drafting.stamp());
    }
}
