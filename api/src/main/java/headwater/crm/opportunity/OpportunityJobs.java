package headwater.crm.opportunity;

import headwater.crm.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;

/** What time does to opportunities. */
@Configuration(proxyBeanMethods = false)
class OpportunityJobs {

    @Bean
    static Job stayLimits(StayService service) {
        return new Job("opportunity.stay", Duration.ofSeconds(30), service::tell);
    }

    @Bean
    static Job tasksDoneByFacts(StageTasks tasks) {
        return new Job("opportunity.tasks", Duration.ofSeconds(30), tasks::closeAll);
    }

    @Bean
    static Job stale(StaleService service) {
        return new Job("opportunity.stale", Duration.ofMinutes(30), service::tidy);
    }
}
