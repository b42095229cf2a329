package headwater.crm.demo;

import headwater.crm.finance.FinanceEvent;
import headwater.crm.finance.FinanceEvent.Kind;
import headwater.crm.finance.FinanceService;
import headwater.crm.finance.VoucherDraft;
import headwater.crm.finance.VoucherService;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.ListRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the ledger has booked of what has arrived: most of it, one receipt not yet, one with another
 * amount, and one payment that sales knows nothing of.
 */
@Component
class DemoVouchers {
    private static final int FORGOTTEN = 2;
    private static final int MISTYPED = 4;
    private static final ListRequest ALL =
            new ListRequest(100, false, null, Map.of(), List.of(), Set.of(), false);

    private final DemoActors actors;
    private final FinanceService finance;
    private final VoucherService vouchers;

    DemoVouchers(DemoActors actors, FinanceService finance, VoucherService vouchers) {
        this.actors = actors;
        this.finance = finance;
        this.vouchers = vouchers;
    }

    void book() {
        Viewer accountant = actors.named("tang.rui");
        List<FinanceEvent> arrived =
                finance.list(accountant, ALL).nodes().stream()
                        .filter(event -> event.kind() == Kind.RECEIPT_CONFIRMED)
                        .toList();
        for (int i = 0; i < arrived.size(); i++) {
            FinanceEvent event = arrived.get(i);
            BigDecimal amount = event.amount().amount();
            if (i != FORGOTTEN) {
                book(
                        accountant,
                        i + 1,
                        event.documentNumber(),
                        event.bookedOn(),
                        i == MISTYPED ? amount.add(BigDecimal.TEN) : amount);
            }
        }
        book(
                accountant,
                arrived.size() + 1,
                null,
                arrived.getLast().bookedOn(),
                new BigDecimal("3600"));
    }

    private void book(
            Viewer accountant,
            int count,
            @Nullable String document,
            LocalDate day,
            BigDecimal amount) {
        vouchers.create(
                accountant,
                new VoucherDraft(
                        "记-%04d".formatted(count),
                        Kind.RECEIPT_CONFIRMED,
                        document,
                        null,
                        day,
                        amount,
                        null,
                        null,
                        null,
                        "demo:voucher:" + count,
                        null));
    }
}
