package headwater.crm.pricebook;

import headwater.crm.pricebook.PriceRule.Base;
import headwater.crm.pricebook.PriceStep.Kind;
import headwater.crm.pricebook.PriceStep.Outcome;
import headwater.crm.product.Product;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Writes down, in English and Chinese, how a price was found. */
final class PriceTrace {
    private final List<PriceStep> steps = new ArrayList<>();

    List<PriceStep> steps() {
        return List.copyOf(steps);
    }

    void tried(PriceBook book, LocalDate on) {
        add(
                Kind.BOOK,
                Outcome.TRIED,
                "Price book \"%s\" (%s) applies on %s.".formatted(book.name(), book.currency(), on),
                "价格表“%s”（%s）在 %s 有效。".formatted(book.name(), book.currency(), on));
    }

    void notInUse(PriceBook book) {
        passedOver(
                Kind.BOOK,
                "Price book \"%s\" is not in use.".formatted(book.name()),
                "价格表“%s”未启用。".formatted(book.name()));
    }

    void notOn(PriceBook book, LocalDate on) {
        String from = book.validFrom() == null ? "…" : book.validFrom().toString();
        String to = book.validTo() == null ? "…" : book.validTo().toString();
        passedOver(
                Kind.BOOK,
                "Price book \"%s\" applies from %s to %s, not on %s."
                        .formatted(book.name(), from, to, on),
                "价格表“%s”的有效期为 %s 至 %s，%s 不在其中。".formatted(book.name(), from, to, on));
    }

    void otherCurrency(PriceBook book, String wanted) {
        passedOver(
                Kind.BOOK,
                "Price book \"%s\" is in %s, not in %s."
                        .formatted(book.name(), book.currency(), wanted),
                "价格表“%s”的币种是 %s，不是 %s。".formatted(book.name(), book.currency(), wanted));
    }

    void notIn(PriceBook book) {
        passedOver(
                Kind.BOOK,
                "Price book \"%s\" has no price for this product.".formatted(book.name()),
                "价格表“%s”中没有该产品的价格。".formatted(book.name()));
    }

    void tooFew(PriceBookEntry entry, String currency, BigDecimal quantity) {
        String from = text(entry.minQuantity());
        passedOver(
                Kind.ENTRY,
                "%s %s only from a quantity of %s on; this is %s."
                        .formatted(currency, entry.unitPrice(), from, text(quantity)),
                "%s %s 须数量达到 %s，本次数量为 %s。"
                        .formatted(currency, entry.unitPrice(), from, text(quantity)));
    }

    void betterBreak(PriceBookEntry entry, String currency) {
        String from = text(entry.minQuantity());
        passedOver(
                Kind.ENTRY,
                "%s %s from a quantity of %s on: a larger quantity has its own price."
                        .formatted(currency, entry.unitPrice(), from),
                "%s %s（数量 %s 起）：更大数量另有单价。".formatted(currency, entry.unitPrice(), from));
    }

    void chosen(PriceBookEntry entry, String currency) {
        String from = text(entry.minQuantity());
        add(
                Kind.ENTRY,
                Outcome.CHOSEN,
                "%s %s from a quantity of %s on.".formatted(currency, entry.unitPrice(), from),
                "数量 %s 起，单价 %s %s。".formatted(from, currency, entry.unitPrice()));
    }

    void otherFamily(int number, PriceRule rule, Product product) {
        String family = product.family() == null ? "" : product.family();
        passedOver(
                Kind.RULE,
                "Rule %s is for family \"%s\"; the product's is \"%s\"."
                        .formatted(number(number), rule.family(), family),
                "第 %s 条规则适用于产品线“%s”，该产品属于“%s”。".formatted(number(number), rule.family(), family));
    }

    void withoutBase(int number, PriceRule rule, String currency) {
        passedOver(
                Kind.RULE,
                "Rule %s starts from %s, which the product does not have in %s."
                        .formatted(number(number), english(rule.base()), currency),
                "第 %s 条规则以%s为基础，该产品没有 %s 的%s。"
                        .formatted(
                                number(number),
                                chinese(rule.base()),
                                currency,
                                chinese(rule.base())));
    }

    /**
     * @param base null where it must not be told
     */
    void chosen(int number, PriceRule rule, @Nullable BigDecimal base, BigDecimal price) {
        String english = "Rule %s, from %s".formatted(number(number), english(rule.base()));
        String chinese = "第 %s 条规则，以%s为基础".formatted(number(number), chinese(rule.base()));
        if (base != null) {
            english += " %s, %s %% off".formatted(base, text(rule.percentOff()));
            chinese += " %s，折让 %s%%".formatted(base, text(rule.percentOff()));
            if (rule.roundTo() != null) {
                english += ", rounded to %s".formatted(rule.roundTo());
                chinese += "，按 %s 取整".formatted(rule.roundTo());
            }
            if (rule.surchargeOrNone().signum() != 0) {
                english += ", plus %s".formatted(rule.surchargeOrNone());
                chinese += "，加价 %s".formatted(rule.surchargeOrNone());
            }
        }
        add(Kind.RULE, Outcome.CHOSEN, english + ": " + price + ".", chinese + "：" + price + "。");
    }

    void chosenListPrice(Product product) {
        add(
                Kind.LIST_PRICE,
                Outcome.CHOSEN,
                "The product's list price, %s %s."
                        .formatted(product.currency(), product.listPrice()),
                "产品标准价 %s %s。".formatted(product.currency(), product.listPrice()));
    }

    void noListPrice(String currency) {
        passedOver(
                Kind.LIST_PRICE,
                "The product has no list price in %s.".formatted(currency),
                "该产品没有 %s 的标准价。".formatted(currency));
    }

    private void passedOver(Kind kind, String en, String zh) {
        add(kind, Outcome.PASSED_OVER, en, zh);
    }

    private void add(Kind kind, Outcome outcome, String en, String zh) {
        steps.add(new PriceStep(kind, outcome, en, zh));
    }

    private static String english(Base base) {
        return switch (base) {
            case LIST_PRICE -> "the list price";
            case DEFAULT_BOOK -> "the default price book";
            case COST -> "the cost";
        };
    }

    private static String chinese(Base base) {
        return switch (base) {
            case LIST_PRICE -> "标准价";
            case DEFAULT_BOOK -> "默认价格表价格";
            case COST -> "成本";
        };
    }

    private static String number(int index) {
        return Integer.toString(index + 1);
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
