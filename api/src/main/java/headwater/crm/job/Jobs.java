package headwater.crm.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

/** Runs all jobs, each in one process at a time; a process that dies leaves its own to others. */
@Component
@ConditionalOnBooleanProperty("crm.jobs")
class Jobs implements SmartLifecycle {
    private static final Duration POLL = Duration.ofSeconds(5);

    private final Scheduler scheduler;
    private volatile boolean running;

    Jobs(DataSource database, List<Job> jobs) {
        List<RecurringTask<Void>> tasks = jobs.stream().map(Jobs::task).toList();
        this.scheduler =
                Scheduler.create(database)
                        .tableName("internal.scheduled_task")
                        .startTasks(tasks)
                        .threads(2)
                        .pollingInterval(POLL)
                        .heartbeatInterval(Duration.ofSeconds(30))
                        .build();
    }

    private static RecurringTask<Void> task(Job job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
                .execute((instance, context) -> job.work().run());
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        scheduler.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
