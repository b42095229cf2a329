package headwater.crm.pool;

import headwater.crm.job.Job;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;

/** Looks each minute for what is due; SPEC C1 allows five. */
@Configuration
class PoolJobs {

    @Bean
    static Job recycle(RecycleService service) {
        return new Job("pool.recycle", Duration.ofMinutes(1), service::recycle);
    }

    @Bean
    static Job recycleWarnings(RecycleWarningService service) {
        return new Job("pool.warn", Duration.ofMinutes(1), service::warn);
    }

    @Bean
    static Job recount(RecountService service) {
        return new Job("pool.recount", Duration.ofMinutes(1), service::recount);
    }

    @Bean
    static Job newDay(RecountService service) {
        return new Job("pool.day", Duration.ofMinutes(10), service::lookAtNewDay);
    }

    @Bean
    static Job endsOfLocks(LockService service) {
        return new Job("pool.unlock", Duration.ofMinutes(1), service::expire);
    }
}
