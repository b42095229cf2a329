package headwater.crm.pool;

import headwater.crm.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;

/** Gives back to pools what is due, five minutes late at most. */
@Configuration
class PoolJobs {

    @Bean
    static Job recycle(RecycleService service) {
        return new Job("pool.recycle", Duration.ofMinutes(1), service::recycle);
    }
}
