package headwater.crm.quote;

import static headwater.crm.db.crm.Tables.QUOTE;
import static headwater.crm.db.crm.Tables.QUOTE_LINE;

import headwater.crm.permission.SystemAccess;
import headwater.crm.permission.Viewer;
import headwater.crm.pricebook.PriceStep;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** The lines of quotes; who may see a quote may see them. */
@Repository
class QuoteLineRepository {
    private final DSLContext db;
    private final JsonMapper json;

    QuoteLineRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** A part of a query of quotes: the lines of each in order, or none, where not asked for. */
    @SystemAccess("only a part of a query of quotes, which is within what its viewer may see")
    Field<List<QuoteLine>> of(boolean asked) {
        Condition which = asked ? DSL.noCondition() : DSL.falseCondition();
        return DSL.multiset(
                        DSL.select(
                                        QUOTE_LINE.PRODUCT_ID,
                                        QUOTE_LINE.DESCRIPTION,
                                        QUOTE_LINE.QUANTITY,
                                        QUOTE_LINE.LIST_PRICE,
                                        QUOTE_LINE.UNIT_PRICE,
                                        QUOTE_LINE.DISCOUNT_PERCENT,
                                        QUOTE_LINE.PRICE_TRACE)
                                .from(QUOTE_LINE)
                                .where(QUOTE_LINE.QUOTE_ID.eq(QUOTE.QUOTE_ID))
                                .and(which)
                                .orderBy(QUOTE_LINE.POSITION))
                .convertFrom(
                        rows ->
                                rows.map(
                                        row ->
                                                new QuoteLine(
                                                        row.value1(),
                                                        row.value2(),
                                                        row.value3(),
                                                        row.value4(),
                                                        row.value5(),
                                                        row.value6(),
                                                        steps(row.value7()))))
                .as("lines");
    }

    void replace(Viewer viewer, long quoteId, List<QuoteLine> lines) {
        db.deleteFrom(QUOTE_LINE).where(QUOTE_LINE.QUOTE_ID.eq(quoteId)).execute();
        insert(viewer, quoteId, lines);
    }

    void insert(Viewer viewer, long quoteId, List<QuoteLine> lines) {
        for (int i = 0; i < lines.size(); i++) {
            QuoteLine line = lines.get(i);
            db.insertInto(QUOTE_LINE)
                    .set(QUOTE_LINE.QUOTE_ID, quoteId)
                    .set(QUOTE_LINE.POSITION, (short) (i + 1))
                    .set(QUOTE_LINE.PRODUCT_ID, line.productId())
                    .set(QUOTE_LINE.DESCRIPTION, line.description())
                    .set(QUOTE_LINE.QUANTITY, line.quantity())
                    .set(QUOTE_LINE.LIST_PRICE, line.listPrice())
                    .set(QUOTE_LINE.UNIT_PRICE, line.unitPrice())
                    .set(QUOTE_LINE.DISCOUNT_PERCENT, line.discountPercent())
                    .set(QUOTE_LINE.AMOUNT, line.amount())
                    .set(
                            QUOTE_LINE.PRICE_TRACE,
                            JSONB.jsonb(json.writeValueAsString(line.priceSteps())))
                    .execute();
        }
    }

    private List<PriceStep> steps(JSONB trace) {
        return List.of(json.readValue(trace.data(), PriceStep[].class));
    }
}
