package headwater.crm.contract;

import headwater.crm.company.CompanyService;
import headwater.crm.contract.Progress.State;
import headwater.crm.contract.ReminderRepository.Due;
import headwater.crm.identity.UserService;
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
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Reminds owners and finance of instalments, and superiors of those that are overdue; what is paid,
 * waived or void is done with.
 */
@Service
public class ReminderService {
    private static final int BATCH = 200;

    private final ReminderRepository repository;
    private final UserService users;
    private final Todos todos;
    private final CompanyService company;
    private final Writes writes;

    ReminderService(
            ReminderRepository repository,
            UserService users,
            Todos todos,
            CompanyService company,
            Writes writes) {
        this.repository = repository;
        this.users = users;
        this.todos = todos;
        this.company = company;
        this.writes = writes;
    }

    /** After each change of a contract, in its transaction. */
    void changed(Viewer viewer, Contract before, Contract after, Instant now) {
        ZoneId zone = company.company().zone();
        boolean owed = after.state().isPayable();
        Map<Long, Instant> next = new HashMap<>();
        for (Instalment each : after.instalments()) {
            LocalDate due = each.dueOn();
            if (owed && each.id() != 0 && due != null && each.open().signum() > 0) {
                Instant at = Reminder.after(now, due, zone);
                if (at != null) {
                    next.put(each.id(), at);
                }
            }
        }
        repository.schedule(viewer, after.id(), next, now);
        before.instalments().forEach(each -> close(viewer, each, after));
    }

    /** What is settled is done; what is void was asked in vain. */
    private void close(Viewer viewer, Instalment before, Contract after) {
        boolean settled =
                after.instalments().stream()
                        .noneMatch(each -> each.id() == before.id() && each.open().signum() > 0);
        if (after.state() == State.VOID) {
            close(viewer, before, after, Task.Status.CANCELLED, "合同已作废 The contract is void");
        } else if (settled && before.open().signum() > 0) {
            close(viewer, before, after, Task.Status.DONE, "已付清或减免 Paid or waived");
        }
    }

    private void close(
            Viewer viewer, Instalment instalment, Contract contract, Task.Status as, String why) {
        todos.closeKeyed(viewer, RecordType.CONTRACT, contract.id(), key(instalment.id()), as, why);
    }

    /** Until nothing is due. */
    public void remind() {
        while (remindSome() == BATCH) {
            // The next batch is a transaction of its own.
        }
    }

    private int remindSome() {
        Viewer job = Viewer.system(Door.JOB, "remind " + UUID.randomUUID());
        return writes.transactions()
                .write(
                        job,
                        "instalments are due",
                        () -> {
                            Instant now = writes.time().now();
                            List<Due> due = repository.due(now, BATCH);
                            List<Long> finance =
                                    due.isEmpty() ? List.of() : users.holders(job, "FINANCE");
                            due.forEach(each -> remind(job, each, finance, now));
                            return due.size();
                        });
    }

    private void remind(Viewer job, Due due, List<Long> finance, Instant now) {
        ZoneId zone = company.company().zone();
        repository.schedule(job, due.instalmentId(), Reminder.after(now, due.dueOn(), zone));
        Integer days = Reminder.now(now, due.dueOn(), zone);
        if (days == null) {
            return;
        }
        Set<Long> people = new LinkedHashSet<>(finance);
        people.add(due.ownerId());
        Long superior = days > 0 ? users.superior(job, due.ownerId()) : null;
        if (superior != null) {
            people.add(superior);
        }
        Instant end = due.dueOn().plusDays(1).atStartOfDay(zone).toInstant();
        todos.raise(
                job,
                people.stream()
                        .map(
                                person ->
                                        new Todo(
                                                key(due.instalmentId())
                                                        + "%s:%d:%d"
                                                                .formatted(
                                                                        due.dueOn(), days, person),
                                                Task.Kind.INSTALMENT,
                                                person,
                                                title(due, days),
                                                null,
                                                RecordType.CONTRACT,
                                                due.contractId(),
                                                end,
                                                false))
                        .toList());
    }

    private static String key(long instalmentId) {
        return "instalment:" + instalmentId + ":";
    }

    private static String title(Due due, int days) {
        String which = "合同 %s 第 %d 期「%s」".formatted(due.number(), due.position(), due.name());
        if (days < 0) {
            return "%s将于 %s 到期 Instalment due on %s".formatted(which, due.dueOn(), due.dueOn());
        }
        return days == 0
                ? which + "今日到期 Instalment due today"
                : "%s已逾期（%s 到期） Instalment overdue since %s"
                        .formatted(which, due.dueOn(), due.dueOn());
    }
}
