package headwater.crm.lead;

import headwater.crm.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;

/** What time does to leads, beside what their pools do. */
@Configuration(proxyBeanMethods = false)
class LeadJobs {

    @Bean
    static Job firstResponse(FirstResponseService service) {
        return new Job("lead.response", Duration.ofSeconds(30), service::reassign);
    }
}
