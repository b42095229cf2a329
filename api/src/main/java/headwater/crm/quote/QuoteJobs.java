package headwater.crm.quote;

import headwater.crm.job.Job;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;

/** What time does to quotes. */
@Configuration(proxyBeanMethods = false)
class QuoteJobs {

    @Bean
    static Job expire(QuoteStateService service) {
        return new Job(
                "quote.expire",
                Duration.ofMinutes(10),
                () -> service.expire(Viewer.system(Door.JOB, "quote.expire")));
    }
}
