package headwater.crm.product;

import headwater.crm.company.CompanyService;
import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.persistence.Idempotency;
import headwater.crm.persistence.Transactions;
import headwater.crm.search.Searchable;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Found;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is sold. */
@Service
public class ProductService implements Searchable {
    private final ProductRepository repository;
    private final CompanyService company;
    private final Transactions transactions;
    private final Idempotency idempotency;
    private final BusinessTime time;

    ProductService(
            ProductRepository repository,
            CompanyService company,
            Transactions transactions,
            Idempotency idempotency,
            BusinessTime time) {
        this.repository = repository;
        this.company = company;
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.time = time;
    }

    public Connection<Product> list(Viewer viewer, ListRequest request) {
        return repository.list(viewer, request);
    }

    public List<Product> byIds(Viewer viewer, Set<Long> ids) {
        return repository.byIds(viewer, ids);
    }

    /**
     * The product that the reference names; null, with a violation added, when none can be sold.
     */
    public @Nullable Product find(
            Viewer viewer, RecordRef ref, Violations violations, String... field) {
        Long id = repository.find(viewer, ref, violations, field);
        return id == null ? null : product(viewer, id);
    }

    @Override
    public RecordType type() {
        return RecordType.PRODUCT;
    }

    @Override
    public List<Found> search(Viewer viewer, SearchText text, int limit) {
        return repository.search(viewer, text, limit);
    }

    /** For imports. */
    public Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        viewer.require(Permission.ADMINISTER);
        return repository.byExternalIds(viewer, externalIds);
    }

    public Product create(Viewer viewer, ProductDraft draft) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () ->
                        product(
                                viewer,
                                idempotency.once(
                                        viewer,
                                        draft.idempotencyKey(),
                                        "createProduct",
                                        draft,
                                        () -> {
                                            validate(draft);
                                            return repository.insert(
                                                    viewer,
                                                    draft,
                                                    company.company().currency(),
                                                    time.now());
                                        })));
    }

    public Product update(
            Viewer viewer, long id, int expectedVersion, UnaryOperator<ProductDraft> change) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    ProductDraft after = change.apply(ProductDraft.of(product(viewer, id)));
                    validate(after);
                    repository.update(
                            viewer,
                            id,
                            expectedVersion,
                            after,
                            company.company().currency(),
                            time.now());
                    return product(viewer, id);
                });
    }

    public Product delete(Viewer viewer, long id, int expectedVersion) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    repository.markDeleted(viewer, id, expectedVersion, time.now());
                    return product(viewer, id);
                });
    }

    private static void validate(ProductDraft draft) {
        var violations = new Violations();
        draft.validate(violations);
        violations.refuse();
    }

    private Product product(Viewer viewer, long id) {
        return byIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.PRODUCT.encode(id)));
    }
}
