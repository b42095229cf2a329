package headwater.crm.opportunity.graphql;

import headwater.crm.graphql.Payload;
import headwater.crm.graphql.RecordVersion;
import headwater.crm.opportunity.Opportunity;
import headwater.crm.opportunity.StageGuide;
import headwater.crm.opportunity.StageGuideService;
import headwater.crm.opportunity.StageService;
import headwater.crm.opportunity.StageService.Closing;
import headwater.crm.opportunity.StageService.Move;
import headwater.crm.opportunity.StageService.Reopening;
import headwater.crm.permission.Viewer;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

@Controller
class StageController {
    private final StageService service;
    private final StageGuideService guides;

    StageController(StageService service, StageGuideService guides) {
        this.service = service;
        this.guides = guides;
    }

    record MoveStageInput(
            String id,
            int expectedVersion,
            RecordRef stage,
            @Nullable String reason,
            @Nullable Boolean override,
            @Nullable Instant at,
            @Nullable String idempotencyKey) {}

    record CloseOpportunityInput(
            String id,
            int expectedVersion,
            Category outcome,
            @Nullable BigDecimal amount,
            @Nullable String lostReason,
            @Nullable RecordRef competitor,
            @Nullable Boolean override,
            @Nullable String overrideReason,
            @Nullable Instant at,
            @Nullable String idempotencyKey) {}

    record ReopenOpportunityInput(
            String id,
            int expectedVersion,
            LocalDate closeOn,
            String reason,
            @Nullable Instant at,
            @Nullable String idempotencyKey) {}

    @QueryMapping
    StageGuide stageGuide(Viewer viewer, @Argument String id, @Argument RecordRef toStage) {
        return guides.guide(viewer, RecordType.OPPORTUNITY.decode(id), toStage);
    }

    @MutationMapping
    Payload<Opportunity> moveStage(Viewer viewer, @Argument MoveStageInput input) {
        return Payload.of(
                () ->
                        service.move(
                                viewer,
                                RecordType.OPPORTUNITY.decode(input.id()),
                                input.expectedVersion(),
                                new Move(
                                        input.stage(),
                                        input.reason(),
                                        Boolean.TRUE.equals(input.override()),
                                        input.at(),
                                        input.idempotencyKey())));
    }

    @MutationMapping
    Payload<Opportunity> withdrawStageMove(Viewer viewer, @Argument RecordVersion input) {
        return Payload.of(
                () ->
                        service.withdraw(
                                viewer,
                                RecordType.OPPORTUNITY.decode(input.id()),
                                input.expectedVersion()));
    }

    @MutationMapping
    Payload<Opportunity> closeOpportunity(Viewer viewer, @Argument CloseOpportunityInput input) {
        return Payload.of(
                () ->
                        service.close(
                                viewer,
                                RecordType.OPPORTUNITY.decode(input.id()),
                                input.expectedVersion(),
                                new Closing(
                                        input.outcome(),
                                        input.amount(),
                                        input.lostReason(),
                                        input.competitor(),
                                        Boolean.TRUE.equals(input.override()),
                                        input.overrideReason(),
                                        input.at(),
                                        input.idempotencyKey())));
    }

    @MutationMapping
    Payload<Opportunity> reopenOpportunity(Viewer viewer, @Argument ReopenOpportunityInput input) {
        return Payload.of(
                () ->
                        service.reopen(
                                viewer,
                                RecordType.OPPORTUNITY.decode(input.id()),
                                input.expectedVersion(),
                                new Reopening(
                                        input.closeOn(),
                                        input.reason(),
                                        input.at(),
                                        input.idempotencyKey())));
    }
}
