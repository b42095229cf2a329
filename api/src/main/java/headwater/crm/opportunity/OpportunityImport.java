package headwater.crm.opportunity;

import headwater.crm.opportunity.StageService.Closing;
import headwater.crm.opportunity.StageService.Move;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Transactions;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** An opportunity with its past, through the same rules as one that is lived through. */
@Service
public class OpportunityImport {
    private final OpportunityService opportunities;
    private final StageService stages;
    private final Transactions transactions;

    OpportunityImport(
            OpportunityService opportunities, StageService stages, Transactions transactions) {
        this.opportunities = opportunities;
        this.stages = stages;
        this.transactions = transactions;
    }

    /** One row of an import. */
    public record Row(
            OpportunityDraft opportunity,
            @Nullable List<PastMove> moves,
            @Nullable PastClosing closing) {}

    /** A past stage move. */
    public record PastMove(
            RecordRef stage, Instant at, @Nullable String reason, @Nullable Boolean override) {}

    /**
     * A past end.
     *
     * @param outcome WON or LOST
     */
    public record PastClosing(
            Category outcome,
            Instant at,
            @Nullable BigDecimal amount,
            @Nullable String lostReason,
            @Nullable Boolean override,
            @Nullable String overrideReason) {}

    /** All of it, or nothing. */
    public Opportunity create(Viewer viewer, Row row) {
        return transactions.write(
                viewer,
                () -> {
                    Opportunity made =
                            within(
                                    () -> opportunities.create(viewer, row.opportunity()),
                                    "opportunity");
                    long id = made.id();
                    List<PastMove> moves = row.moves() == null ? List.of() : row.moves();
                    if (moves.size() > 100) {
                        throw new Refused(UserError.Code.INVALID, "moves: at most 100.", "moves");
                    }
                    for (int i = 0; i < moves.size(); i++) {
                        PastMove move = moves.get(i);
                        int version = made.version();
                        made =
                                within(
                                        () ->
                                                stages.move(
                                                        viewer,
                                                        id,
                                                        version,
                                                        new Move(
                                                                move.stage(),
                                                                move.reason(),
                                                                Boolean.TRUE.equals(
                                                                        move.override()),
                                                                move.at(),
                                                                null)),
                                        "moves",
                                        Integer.toString(i));
                    }
                    PastClosing end = row.closing();
                    if (end == null) {
                        return made;
                    }
                    int version = made.version();
                    return within(
                            () ->
                                    stages.close(
                                            viewer,
                                            id,
                                            version,
                                            new Closing(
                                                    end.outcome(),
                                                    end.amount(),
                                                    end.lostReason(),
                                                    null,
                                                    Boolean.TRUE.equals(end.override()),
                                                    end.overrideReason(),
                                                    end.at(),
                                                    null)),
                            "closing");
                });
    }

    private static Opportunity within(Supplier<Opportunity> step, String... path) {
        try {
            return step.get();
        } catch (Refused refused) {
            throw new Refused(refused.errors().stream().map(error -> error.within(path)).toList());
        }
    }
}
