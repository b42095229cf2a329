package headwater.crm.quote;

import headwater.crm.company.CompanyService;
import headwater.crm.permission.Viewer;

import org.springframework.stereotype.Component;

import java.math.BigDecimal;

/** A quote needs approval if a line's discount is above the company's limit. */
@Component
class DiscountLimit implements QuoteApproval {
    private final CompanyService company;

    DiscountLimit(CompanyService company) {
        this.company = company;
    }

    @Override
    public boolean isNeeded(Viewer viewer, Quote quote) {
        BigDecimal limit = company.company().maxLineDiscountPercent();
        return limit != null && quote.maxDiscountPercent().compareTo(limit) > 0;
    }
}
