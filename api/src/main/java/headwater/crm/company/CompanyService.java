package headwater.crm.company;

import headwater.crm.permission.Permission;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.NotFound;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError.Code;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The company's settings and rates. */
@Service
public class CompanyService {
    private final CompanyRepository repository;
    private final Transactions transactions;
    private final Clock clock;

    CompanyService(CompanyRepository repository, Transactions transactions, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Company company() {
        return repository.company();
    }

    public Company update(Viewer viewer, int expectedVersion, UnaryOperator<Company> change) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    Company before = repository.company();
                    Company after = change.apply(before);
                    var violations = new Violations();
                    after.validate(violations);
                    if (!after.currency().equals(before.currency()) && repository.hasAmounts()) {
                        violations.add(
                                Code.WRONG_STATE,
                                "The currency is fixed once opportunities have amounts, because those were converted into it.",
                                "currency");
                    }
                    violations.refuse();
                    repository.update(viewer, after, expectedVersion, clock.instant());
                    return repository.company();
                });
    }

    /**
     * An amount in the company's currency at the last rate dated on or before the day, rounded half
     * up to 0.01.
     *
     * @return null for no amount
     * @throws Refused MISSING_RATE if there is no such rate
     */
    public @Nullable BigDecimal inCompanyCurrency(
            Company company, @Nullable BigDecimal amount, String currency, LocalDate day) {
        if (amount == null || currency.equals(company.currency())) {
            return amount;
        }
        BigDecimal rate = repository.rateOn(currency, day);
        if (rate == null) {
            throw new Refused(
                    Code.MISSING_RATE,
                    "There is no rate of %s on or before %s; add one with createCurrencyRate."
                            .formatted(currency, day),
                    "currency");
        }
        return amount.multiply(rate).setScale(2, RoundingMode.HALF_UP);
    }

    public Connection<CurrencyRate> rates(Viewer viewer, ListRequest request) {
        return repository.rates(viewer, request);
    }

    public List<CurrencyRate> ratesByIds(Viewer viewer, Set<Long> ids) {
        return repository.ratesByIds(viewer, ids);
    }

    public CurrencyRate createRate(
            Viewer viewer, String currency, LocalDate validOn, BigDecimal rate) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    var violations = new Violations();
                    violations.invalidIf(
                            !Company.isCurrency(currency),
                            "\"%s\" is no ISO 4217 currency such as USD.".formatted(currency),
                            "currency");
                    violations.invalidIf(
                            currency.equals(repository.company().currency()),
                            currency + " is the company's own currency; its rate is 1.",
                            "currency");
                    validateRate(rate, violations);
                    violations.refuse();
                    return rate(
                            viewer,
                            repository.insertRate(
                                    viewer, currency, validOn, rate, clock.instant()));
                });
    }

    public CurrencyRate updateRate(Viewer viewer, long id, int expectedVersion, BigDecimal rate) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    var violations = new Violations();
                    validateRate(rate, violations);
                    violations.refuse();
                    repository.updateRate(viewer, id, expectedVersion, rate, clock.instant());
                    return rate(viewer, id);
                });
    }

    public CurrencyRate deleteRate(Viewer viewer, long id, int expectedVersion) {
        viewer.require(Permission.ADMINISTER);
        return transactions.write(
                viewer,
                () -> {
                    CurrencyRate before = rate(viewer, id);
                    repository.deleteRate(viewer, id, expectedVersion);
                    return before;
                });
    }

    private static void validateRate(BigDecimal rate, Violations violations) {
        violations.invalidIf(
                rate.signum() <= 0 || rate.precision() - rate.scale() > 10,
                "rate must be more than 0 and less than 10,000,000,000, not " + rate + ".",
                "rate");
    }

    private CurrencyRate rate(Viewer viewer, long id) {
        return repository.ratesByIds(viewer, Set.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(RecordType.CURRENCY_RATE.encode(id)));
    }
}
