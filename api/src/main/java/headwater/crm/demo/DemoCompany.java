package headwater.crm.demo;

import headwater.crm.setup.Settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Fills an empty installation when CRM_DEMO says so; leaves any other alone. */
@Component
@Order(2)
class DemoCompany implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(DemoCompany.class);

    private final Settings settings;
    private final DemoPeople people;
    private final DemoCustomers customers;
    private final DemoLeads leads;
    private final DemoSales sales;
    private final DemoContracts contracts;
    private final DemoVouchers vouchers;
    private final DemoProjects projects;
    private final DemoActivities activities;

    DemoCompany(
            Settings settings,
            DemoPeople people,
            DemoCustomers customers,
            DemoLeads leads,
            DemoSales sales,
            DemoContracts contracts,
            DemoVouchers vouchers,
            DemoProjects projects,
            DemoActivities activities) {
        this.settings = settings;
        this.people = people;
        this.customers = customers;
        this.leads = leads;
        this.sales = sales;
        this.contracts = contracts;
        this.vouchers = vouchers;
        this.projects = projects;
        this.activities = activities;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!settings.demo()) {
            return;
        }
        if (!people.isEmptyInstallation()) {
            LOG.info("The demo company is not made: there are people already");
            return;
        }
        people.hire(settings.demoPassword());
        customers.acquire();
        leads.enquire();
        int made = sales.sell();
        contracts.agree();
        vouchers.book();
        projects.begin();
        activities.work();
        LOG.info("Made the demo company: {} opportunities", made);
    }
}
