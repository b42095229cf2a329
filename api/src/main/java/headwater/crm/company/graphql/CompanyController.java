package headwater.crm.company.graphql;

import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.company.CurrencyRate;
import headwater.crm.graphql.Given;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.permission.Viewer;
import headwater.crm.record.RecordLoader;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

@Controller
class CompanyController implements RecordLoader<CurrencyRate> {
    private final CompanyService service;

    CompanyController(CompanyService service) {
        this.service = service;
    }

    record UpdateCompanyInput(
            int expectedVersion,
            ArgumentValue<String> name,
            ArgumentValue<String> currency,
            ArgumentValue<String> timeZone,
            ArgumentValue<Integer> fiscalYearStartMonth,
            ArgumentValue<BigDecimal> maxLineDiscountPercent) {
        Company applyTo(Company before) {
            return new Company(
                    name.asOptional().orElse(before.name()),
                    currency.asOptional().orElse(before.currency()),
                    timeZone.asOptional().orElse(before.timeZone()),
                    fiscalYearStartMonth.asOptional().orElse(before.fiscalYearStartMonth()),
                    Given.or(maxLineDiscountPercent, before.maxLineDiscountPercent()),
                    before.version());
        }
    }

    record CreateCurrencyRateInput(String currency, LocalDate validOn, BigDecimal rate) {}

    record UpdateCurrencyRateInput(String id, int expectedVersion, BigDecimal rate) {}

    @QueryMapping
    Company company(Viewer viewer) {
        return service.company();
    }

    @MutationMapping
    Payload<Company> updateCompany(Viewer viewer, @Argument UpdateCompanyInput input) {
        return Payload.of(() -> service.update(viewer, input.expectedVersion(), input::applyTo));
    }

    @QueryMapping
    @Nullable CurrencyRate currencyRate(Viewer viewer, @Argument String id) {
        return byIds(viewer, Set.of(RecordType.CURRENCY_RATE.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    Connection<CurrencyRate> currencyRates(Viewer viewer, ListRequest request) {
        return service.rates(viewer, request);
    }

    @MutationMapping
    Payload<CurrencyRate> createCurrencyRate(
            Viewer viewer, @Argument CreateCurrencyRateInput input) {
        return Payload.of(
                () -> service.createRate(viewer, input.currency(), input.validOn(), input.rate()));
    }

    @MutationMapping
    Payload<CurrencyRate> updateCurrencyRate(
            Viewer viewer, @Argument UpdateCurrencyRateInput input) {
        return Payload.of(
                () ->
                        service.updateRate(
                                viewer,
                                RecordType.CURRENCY_RATE.decode(input.id()),
                                input.expectedVersion(),
                                input.rate()));
    }

    @MutationMapping
    Payload<CurrencyRate> deleteCurrencyRate(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.deleteRate(
                                viewer,
                                RecordType.CURRENCY_RATE.decode(input.id()),
                                input.expectedVersion()));
    }

    @Override
    public RecordType type() {
        return RecordType.CURRENCY_RATE;
    }

    @Override
    public List<CurrencyRate> byIds(Viewer viewer, Set<Long> ids) {
        return service.ratesByIds(viewer, ids);
    }
}
