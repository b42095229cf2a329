package headwater.crm.demo;

import headwater.crm.account.Account.CooperationStatus;
import headwater.crm.account.Account.Grade;
import headwater.crm.account.AccountDraft;
import headwater.crm.account.AccountService;
import headwater.crm.company.CompanyService;
import headwater.crm.contact.Contact.DecisionRole;
import headwater.crm.contact.ContactDraft;
import headwater.crm.contact.ContactService;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.product.ProductDraft;
import headwater.crm.product.ProductService;

import org.springframework.stereotype.Component;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** The demo company's customers, their contacts, and what it sells to them. */
@Component
class DemoCustomers {
    private static final List<String> PLACES =
            List.of("上海", "苏州", "杭州", "宁波", "南京", "深圳", "Berlin", "Milano", "Lyon", "Porto");
    private static final List<String> STEMS =
            List.of("恒达", "远航", "金禾", "蓝海", "新锐", "宏图", "Nordic", "Alpine", "Delta", "Vector");
    private static final List<String> INDUSTRIES =
            List.of("零售 Retail", "医药 Pharma", "食品 Food", "物流 Logistics", "制造 Manufacturing");
    private static final List<String> FIRST_NAMES =
            List.of("磊", "静", "敏", "强", "娜", "杰", "Marie", "Paul", "Lena", "Marco");
    private static final List<String> LAST_NAMES =
            List.of("张", "王", "李", "赵", "陈", "杨", "Weber", "Rossi", "Martin", "Silva");

    private final AccountService accounts;
    private final ContactService contacts;
    private final ProductService products;
    private final CompanyService company;
    private final BusinessTime time;

    DemoCustomers(
            AccountService accounts,
            ContactService contacts,
            ProductService products,
            CompanyService company,
            BusinessTime time) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.products = products;
        this.company = company;
        this.time = time;
    }

    void acquire() {
        company.createRate(Demo.MAKER, "USD", LocalDate.of(2020, 1, 1), new BigDecimal("7.10"));
        for (Demo.Product product : Demo.PRODUCTS) {
            products.create(
                    Demo.MAKER,
                    new ProductDraft(
                            null,
                            product.name(),
                            product.family(),
                            BigDecimal.valueOf(product.listPrice()),
                            null,
                            null,
                            true,
                            product.name(),
                            null));
        }
        Random random = Demo.random("customers");
        for (int number = 0; number < Demo.ACCOUNTS; number++) {
            customer(random, number);
        }
    }

    private void customer(Random random, int number) {
        boolean chinese = random.nextInt(10) < 6;
        String place = PLACES.get(chinese ? random.nextInt(6) : 6 + random.nextInt(4));
        String stem = STEMS.get(chinese ? random.nextInt(6) : 6 + random.nextInt(4));
        String name =
                chinese
                        ? "%s%s科技有限公司 %d".formatted(place, stem, number)
                        : "%s %s GmbH %d".formatted(stem, place, number);
        String owner = Demo.pick(random, Demo.SELLERS);
        accounts.create(
                Demo.MAKER,
                new AccountDraft(
                        name,
                        null,
                        Demo.pick(random, INDUSTRIES),
                        Demo.pick(random, List.of(Grade.values())),
                        Demo.pick(
                                random,
                                List.of(CooperationStatus.PROSPECT, CooperationStatus.ACTIVE)),
                        null,
                        null,
                        place,
                        Demo.ref(owner),
                        null,
                        // Long enough ago that some are to be followed up again.
                        time.now().minus(Duration.ofDays(20L + number % 100)),
                        Demo.accountId(number),
                        null,
                        null,
                        null));
        for (int i = 0; i < 2; i++) {
            contact(random, number, i, chinese, owner);
        }
    }

    private void contact(Random random, int account, int number, boolean chinese, String owner) {
        int offset = chinese ? 0 : 6;
        int choices = chinese ? 6 : 4;
        String last = LAST_NAMES.get(offset + random.nextInt(choices));
        String first = FIRST_NAMES.get(offset + random.nextInt(choices));
        contacts.create(
                Demo.MAKER,
                new ContactDraft(
                        chinese ? last + first : first + " " + last,
                        number == 0 ? "采购总监 Purchasing" : "信息主管 IT",
                        "c%d.%d@customer.example".formatted(account, number),
                        "+86 21 5550 %04d".formatted(account * 10 + number),
                        number == 0 ? DecisionRole.DECISION_MAKER : DecisionRole.TECHNICAL,
                        Demo.ref(Demo.accountId(account)),
                        Demo.ref(owner),
                        null,
                        "demo:contact:%d:%d".formatted(account, number),
                        null,
                        null,
                        null));
    }
}
