package headwater.crm.contract;

import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.permission.Door;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.RecordType;
import headwater.crm.task.Task;
import headwater.crm.task.Todo;
import headwater.crm.task.Todos;

import org.springframework.stereotype.Service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Asks owners to turn to customers a month after the acceptance, and before contracts end. */
@Service
public class CareService {
    private static final int BATCH = 500;
    private static final int DAYS_TO_DO_IT = 7;

    private final CareRepository repository;
    private final Todos todos;
    private final CompanyService company;
    private final Writes writes;

    CareService(CareRepository repository, Todos todos, CompanyService company, Writes writes) {
        this.repository = repository;
        this.todos = todos;
        this.company = company;
        this.writes = writes;
    }

    /** Until nobody is left to be asked; twice at once asks once. */
    public void ask() {
        while (askSome() >= BATCH) {
            // The next batch is a transaction of its own.
        }
    }

    private int askSome() {
        Viewer job = Viewer.system(Door.JOB, "contract care " + UUID.randomUUID());
        return writes.transactions()
                .write(
                        job,
                        "care for customers of contracts",
                        () -> {
                            Company settings = company.company();
                            LocalDate today = settings.dayOf(writes.time().now());
                            List<Care> due = new ArrayList<>(repository.accepted(today, BATCH));
                            due.addAll(repository.ending(today, BATCH));
                            Instant until =
                                    today.plusDays(DAYS_TO_DO_IT + 1L)
                                            .atStartOfDay(settings.zone())
                                            .toInstant();
                            todos.raise(job, due.stream().map(care -> todo(care, until)).toList());
                            return due.size();
                        });
    }

    private static Todo todo(Care care, Instant until) {
        return new Todo(
                care.key(),
                Task.Kind.FOLLOWUP,
                care.ownerId(),
                care.title(),
                null,
                RecordType.CONTRACT,
                care.contractId(),
                until,
                false);
    }
}
