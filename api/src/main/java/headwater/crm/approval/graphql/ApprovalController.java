package headwater.crm.approval.graphql;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;

import headwater.crm.approval.Approval;
import headwater.crm.approval.ApprovalFlow;
import headwater.crm.approval.ApprovalFlowService;
import headwater.crm.approval.ApprovalNode;
import headwater.crm.approval.ApprovalService;
import headwater.crm.approval.ApprovalTask;
import headwater.crm.approval.Decision;
import headwater.crm.approval.DecisionService;
import headwater.crm.approval.DecisionService.Which;
import headwater.crm.graphql.AnyRecord;
import headwater.crm.graphql.Details;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.ViewerArgument;
import headwater.crm.permission.Viewer;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Identified;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

@Controller
class ApprovalController {
    private final ApprovalService approvals;
    private final DecisionService decisions;
    private final ApprovalFlowService flows;

    ApprovalController(
            ApprovalService approvals, DecisionService decisions, ApprovalFlowService flows) {
        this.approvals = approvals;
        this.decisions = decisions;
        this.flows = flows;
    }

    record DecideApprovalInput(
            String id,
            int expectedVersion,
            Decision.Kind decision,
            @Nullable String comment,
            @Nullable Integer toStep,
            @Nullable String idempotencyKey) {

        Decision said() {
            return new Decision(decision, comment, toStep);
        }
    }

    record CancelApprovalInput(String id, int expectedVersion, String reason) {}

    @QueryMapping
    @Nullable Approval approval(Viewer viewer, @Argument String id) {
        return approvals.byIds(viewer, Set.of(RecordType.APPROVAL.decode(id))).stream()
                .findFirst()
                .orElse(null);
    }

    @QueryMapping
    Connection<Approval> approvals(Viewer viewer, ListRequest request) {
        return approvals.list(viewer, request);
    }

    @QueryMapping
    Connection<Approval> myApprovals(Viewer viewer, ListRequest request) {
        return approvals.awaiting(viewer, request);
    }

    @MutationMapping
    Payload<Approval> decideApproval(Viewer viewer, @Argument DecideApprovalInput input) {
        return Payload.of(
                () ->
                        decisions.decide(
                                viewer,
                                new Which(
                                        RecordType.APPROVAL_TASK.decode(input.id()),
                                        input.expectedVersion()),
                                input.said(),
                                input.idempotencyKey()));
    }

    @MutationMapping
    Payload<Approval> cancelApproval(Viewer viewer, @Argument CancelApprovalInput input) {
        return Payload.of(
                () ->
                        decisions.cancel(
                                viewer,
                                new Which(
                                        RecordType.APPROVAL.decode(input.id()),
                                        input.expectedVersion()),
                                input.reason()));
    }

    /** Null for one that the viewer may not see. */
    @SchemaMapping
    @Nullable CompletableFuture<Object> about(
            Approval approval, DataFetchingEnvironment environment) {
        return AnyRecord.load(environment, approval.about());
    }

    @BatchMapping
    Map<Approval, List<ApprovalTask>> tasks(List<Approval> asked, GraphQLContext context) {
        return Details.of(
                asked,
                approvals.tasks(ViewerArgument.of(context), asked),
                ApprovalTask::approvalId);
    }

    @BatchMapping
    Map<ApprovalFlow, List<ApprovalNode>> nodes(List<ApprovalFlow> asked, GraphQLContext context) {
        return Details.of(
                asked,
                flows.nodes(ViewerArgument.of(context), Identified.ids(asked)),
                ApprovalNode::flowId);
    }
}
