package headwater.crm.product;

import static headwater.crm.db.crm.Tables.PRODUCT;

import headwater.crm.db.crm.tables.records.ProductRecord;
import headwater.crm.persistence.ListFields;
import headwater.crm.persistence.RecordRepository;
import headwater.crm.persistence.RecordTable;
import headwater.crm.persistence.Rows;
import headwater.crm.persistence.TextSearch;
import headwater.crm.shared.RecordType;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import java.util.HashMap;
import java.util.Map;

/** Every signed-in person may see every product. */
@Repository
class ProductRepository extends RecordRepository<ProductRecord, Product> {
    private static final RecordTable<ProductRecord> TABLE =
            RecordTable.everybodys(
                            RecordType.PRODUCT,
                            PRODUCT.PRODUCT_ID,
                            ListFields.of(RecordType.PRODUCT, PRODUCT.PRODUCT_ID)
                                    .text("name", PRODUCT.NAME)
                                    .text("code", PRODUCT.CODE)
                                    .text("family", PRODUCT.FAMILY)
                                    .flag("active", PRODUCT.ACTIVE)
                                    .softDeleted(PRODUCT.DELETED_AT)
                                    .order("NAME", PRODUCT.NAME)
                                    .order("CREATED_AT", PRODUCT.CREATED_AT))
                    .named(PRODUCT.NAME)
                    .searched(
                            TextSearch.of(
                                            RecordType.PRODUCT,
                                            PRODUCT.PRODUCT_ID,
                                            PRODUCT.DELETED_AT.isNull())
                                    .in("name", PRODUCT.NAME)
                                    .in("code", PRODUCT.CODE))
                    .unique(Map.of("product_name", "name", "product_external_id", "externalId"));

    ProductRepository(DSLContext db) {
        super(db, TABLE);
    }

    @Override
    protected Condition offered() {
        return alive().and(PRODUCT.ACTIVE.isTrue());
    }

    @Override
    protected Map<Field<?>, @Nullable Object> values(Product product) {
        Map<Field<?>, @Nullable Object> values = new HashMap<>();
        values.put(PRODUCT.CODE, product.code());
        values.put(PRODUCT.NAME, product.name());
        values.put(PRODUCT.FAMILY, product.family());
        values.put(PRODUCT.LIST_PRICE, product.listPrice());
        values.put(PRODUCT.CURRENCY, product.currency());
        values.put(PRODUCT.COST, product.cost());
        values.put(PRODUCT.ACTIVE, product.active());
        values.put(PRODUCT.EXTERNAL_ID, product.externalId());
        return values;
    }

    @Override
    protected Product record(ProductRecord row) {
        return new Product(
                row.getProductId(),
                row.getCode(),
                row.getName(),
                row.getFamily(),
                row.getListPrice(),
                row.getCurrency(),
                row.getCost(),
                row.getActive(),
                row.getExternalId(),
                Rows.stamp(row));
    }
}
