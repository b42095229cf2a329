package headwater.crm.contract;

import headwater.crm.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;

/** What time does to contracts. */
@Configuration(proxyBeanMethods = false)
class ContractJobs {

    @Bean
    static Job remind(ReminderService service) {
        return new Job("contract.remind", Duration.ofMinutes(5), service::remind);
    }

    @Bean
    static Job care(CareService service) {
        return new Job("contract.care", Duration.ofMinutes(30), service::ask);
    }
}
