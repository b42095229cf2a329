package headwater.crm.overview.graphql;

import static headwater.crm.overview.graphql.Glance.eq;
import static headwater.crm.overview.graphql.Glance.first;

import graphql.schema.DataFetchingEnvironment;

import headwater.crm.account.Account;
import headwater.crm.account.AccountService;
import headwater.crm.approval.Approval;
import headwater.crm.approval.ApprovalService;
import headwater.crm.company.Company;
import headwater.crm.company.CompanyService;
import headwater.crm.lead.Lead;
import headwater.crm.lead.LeadService;
import headwater.crm.opportunity.Opportunity;
import headwater.crm.opportunity.OpportunityService;
import headwater.crm.overview.MyDay;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.shared.Violations;
import headwater.crm.task.Task;
import headwater.crm.task.TaskService;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@Controller
class MyDayController {
    private final TaskService tasks;
    private final ApprovalService approvals;
    private final AccountService accounts;
    private final LeadService leads;
    private final OpportunityService opportunities;
    private final CompanyService company;
    private final BusinessTime time;

    MyDayController(
            TaskService tasks,
            ApprovalService approvals,
            AccountService accounts,
            LeadService leads,
            OpportunityService opportunities,
            CompanyService company,
            BusinessTime time) {
        this.tasks = tasks;
        this.approvals = approvals;
        this.accounts = accounts;
        this.leads = leads;
        this.opportunities = opportunities;
        this.company = company;
        this.time = time;
    }

    @QueryMapping
    MyDay myDay(Viewer viewer) {
        Company settings = company.company();
        LocalDate today = settings.dayOf(time.now());
        return new MyDay(
                today,
                today.plusDays(1).atStartOfDay(settings.zone()).toInstant(),
                Violations.present(viewer.userId()));
    }

    @SchemaMapping
    List<Task> tasks(MyDay day, Viewer viewer, DataFetchingEnvironment environment) {
        Map<String, @Nullable Object> until = Map.of("lt", day.end());
        return tasks.list(
                        viewer,
                        Glance.of(
                                environment,
                                mine(
                                        day,
                                        Map.of(
                                                "status",
                                                eq("OPEN"),
                                                "or",
                                                List.of(
                                                        Map.of("dueAt", until),
                                                        Map.of("remindAt", until)))),
                                first("DUE_AT")))
                .nodes();
    }

    @SchemaMapping
    List<Approval> approvals(MyDay day, Viewer viewer, DataFetchingEnvironment environment) {
        return approvals
                .awaiting(viewer, Glance.of(environment, Map.of(), first("CREATED_AT")))
                .nodes();
    }

    @SchemaMapping
    List<Account> followups(MyDay day, Viewer viewer, DataFetchingEnvironment environment) {
        return accounts.list(
                        viewer,
                        Glance.of(
                                environment,
                                mine(day, Map.of("nextFollowupDueAt", Map.of("lt", day.end()))),
                                first("NEXT_FOLLOWUP_DUE_AT")))
                .nodes();
    }

    @SchemaMapping
    List<Lead> newLeads(MyDay day, Viewer viewer, DataFetchingEnvironment environment) {
        return leads.list(
                        viewer,
                        Glance.of(
                                environment,
                                mine(day, Map.of("stage", eq("NEW"))),
                                first("CREATED_AT")))
                .nodes();
    }

    @SchemaMapping
    List<Opportunity> lateOpportunities(
            MyDay day, Viewer viewer, DataFetchingEnvironment environment) {
        return opportunities
                .list(
                        viewer,
                        Glance.of(
                                environment,
                                mine(
                                        day,
                                        Map.of(
                                                "stageCategory",
                                                eq("OPEN"),
                                                "closeOn",
                                                Map.of("lt", day.date()))),
                                first("CLOSE_ON")))
                .nodes();
    }

    private static Map<String, @Nullable Object> mine(
            MyDay day, Map<String, @Nullable Object> more) {
        Map<String, @Nullable Object> filter = new HashMap<>(more);
        filter.put("owner", eq(day.user()));
        return filter;
    }
}
