package headwater.crm.product;

import static headwater.crm.db.crm.Tables.PRODUCT;

import headwater.crm.db.crm.tables.records.ProductRecord;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.KeysetList;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.References;
import headwater.crm.persistence.Rows;
import headwater.crm.persistence.TextSearch;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Found;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.SearchText;
import headwater.crm.shared.Violations;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every signed-in person may see every product. */
@Repository
class ProductRepository {
    private static final ListFields LIST =
            ListFields.of(RecordType.PRODUCT, PRODUCT.PRODUCT_ID)
                    .text("name", PRODUCT.NAME)
                    .text("code", PRODUCT.CODE)
                    .text("family", PRODUCT.FAMILY)
                    .flag("active", PRODUCT.ACTIVE)
                    .softDeleted(PRODUCT.DELETED_AT)
                    .order("NAME", PRODUCT.NAME)
                    .order("CREATED_AT", PRODUCT.CREATED_AT);
    private static final References REFERENCES =
            new References(
                    RecordType.PRODUCT,
                    PRODUCT.PRODUCT_ID,
                    PRODUCT.EXTERNAL_ID,
                    List.of(PRODUCT.NAME));

    private static final TextSearch SEARCH =
            TextSearch.of(RecordType.PRODUCT, PRODUCT.PRODUCT_ID, PRODUCT.DELETED_AT.isNull())
                    .in("name", PRODUCT.NAME)
                    .in("code", PRODUCT.CODE);

    private final DSLContext db;
    private final Rows rows;

    ProductRepository(DSLContext db) {
        this.db = db;
        this.rows =
                new Rows(
                        db,
                        PRODUCT.PRODUCT_ID,
                        RecordType.PRODUCT.typeName(),
                        Map.of("product_name", "name", "product_external_id", "externalId"));
    }

    Connection<Product> list(Viewer viewer, ListRequest request) {
        return KeysetList.fetch(
                db,
                PRODUCT,
                KeysetList.EVERYBODYS,
                LIST.readableBy(viewer),
                request,
                ProductRepository::product);
    }

    List<Found> search(Viewer viewer, SearchText text, int limit) {
        return SEARCH.find(db, viewer, DSL.noCondition(), text, limit);
    }

    List<Product> byIds(Viewer viewer, Set<Long> ids) {
        return db.selectFrom(PRODUCT)
                .where(PRODUCT.PRODUCT_ID.in(ids))
                .fetch(ProductRepository::product);
    }

    @Nullable Long find(Viewer viewer, RecordRef ref, Violations violations, String... field) {
        return REFERENCES.find(
                db,
                PRODUCT.ACTIVE.isTrue().and(PRODUCT.DELETED_AT.isNull()),
                ref,
                violations,
                field);
    }

    Map<String, Long> byExternalIds(Viewer viewer, List<String> externalIds) {
        return rows.byExternalIds(externalIds, DSL.noCondition());
    }

    long insert(Viewer viewer, ProductDraft draft, String companyCurrency, Instant now) {
        Map<Field<?>, @Nullable Object> values = values(draft, companyCurrency);
        values.put(PRODUCT.EXTERNAL_ID, draft.externalId());
        return rows.insert(viewer, now, values);
    }

    void update(
            Viewer viewer,
            long id,
            int expectedVersion,
            ProductDraft draft,
            String companyCurrency,
            Instant now) {
        rows.update(
                viewer,
                now,
                id,
                expectedVersion,
                PRODUCT.DELETED_AT.isNull(),
                values(draft, companyCurrency));
    }

    void markDeleted(Viewer viewer, long id, int expectedVersion, Instant now) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(PRODUCT.DELETED_AT, now);
        values.put(PRODUCT.DELETED_BY, viewer.userId());
        rows.update(viewer, now, id, expectedVersion, PRODUCT.DELETED_AT.isNull(), values);
    }

    private static Map<Field<?>, @Nullable Object> values(
            ProductDraft draft, String companyCurrency) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(PRODUCT.CODE, draft.code());
        values.put(PRODUCT.NAME, draft.name());
        values.put(PRODUCT.FAMILY, draft.family());
        values.put(PRODUCT.LIST_PRICE, draft.listPrice());
        values.put(PRODUCT.CURRENCY, draft.currency() == null ? companyCurrency : draft.currency());
        values.put(PRODUCT.ACTIVE, draft.active() == null || draft.active());
        return values;
    }

    private static Product product(ProductRecord row) {
        return new Product(
                row.getProductId(),
                row.getCode(),
                row.getName(),
                row.getFamily(),
                row.getListPrice(),
                row.getCurrency(),
                row.getActive(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
