package headwater.crm.product;

import headwater.crm.company.CompanyService;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.record.Drafting;
import headwater.crm.record.RecordService;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What is sold. */
@Service
public class ProductService extends RecordService<Product, ProductDraft> {
    private final CompanyService company;

    ProductService(ProductRepository repository, CompanyService company, Writes writes) {
        super(RecordType.PRODUCT, ProductDraft.class, repository, writes);
        this.company = company;
    }

    /**
     * The product that the reference names; null, with a violation added, when none can be sold.
     */
    public @Nullable Product sold(
            Viewer viewer, RecordRef ref, Violations violations, String... field) {
        Long id = find(viewer, ref, violations, field);
        return id == null ? null : get(viewer, id);
    }

    @Override
    protected ProductDraft draftOf(Product product) {
        return ProductDraft.of(product);
    }

    @Override
    protected Product drafted(Drafting<Product, ProductDraft> drafting) {
        ProductDraft draft = drafting.draft();
        drafting.violations().refuse();
        return new Product(
                drafting.id(),
                draft.code(),
                draft.name(),
                draft.family(),
                draft.listPrice(),
                draft.currency() == null ? company.company().currency() : draft.currency(),
                draft.cost(),
                draft.active() == null || draft.active(),
                draft.externalId(),
                drafting.stamp());
    }
}
