package headwater.crm.approval;

import headwater.crm.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;

/** What time does to approvals. */
@Configuration(proxyBeanMethods = false)
class ApprovalJobs {

    @Bean
    static Job departures(DepartureService service) {
        return new Job("approval.departures", Duration.ofMinutes(1), service::handOn);
    }
}
