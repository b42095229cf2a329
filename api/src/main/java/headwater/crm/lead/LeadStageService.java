package headwater.crm.lead;

import headwater.crm.lead.Lead.Stage;
import headwater.crm.lead.LeadChange.Kind;
import headwater.crm.permission.Action;
import headwater.crm.permission.FieldWrites;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.Writes;
import headwater.crm.shared.RecordType;
import headwater.crm.shared.Violations;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import java.time.Instant;

/** Moves leads through their stages. */
@Service
public class LeadStageService {
    private final LeadWriter writer;
    private final Writes writes;

    LeadStageService(LeadWriter writer, Writes writes) {
        this.writer = writer;
        this.writes = writes;
    }

    private interface Transition {
        Lead of(Lead before, Instant now, Violations violations);
    }

    /** To another open stage. */
    public Lead move(
            Viewer viewer, long id, int expectedVersion, Stage stage, @Nullable String reason) {
        return change(
                viewer,
                id,
                expectedVersion,
                reason,
                (before, now, violations) -> before.movedTo(stage, now, reason, violations));
    }

    public Lead disqualify(Viewer viewer, long id, int expectedVersion, String reason) {
        return change(
                viewer,
                id,
                expectedVersion,
                reason,
                (before, now, violations) -> before.disqualified(now, reason, violations));
    }

    private Lead change(
            Viewer viewer,
            long id,
            int expectedVersion,
            @Nullable String reason,
            Transition transition) {
        viewer.require(RecordType.LEAD, Action.UPDATE);
        return writes.transactions()
                .write(
                        viewer,
                        reason,
                        () -> {
                            Lead before = writer.lock(viewer, id);
                            Instant now = writes.time().now();
                            var violations = new Violations();
                            new FieldWrites(viewer, RecordType.LEAD, violations).require("stage");
                            Lead after = transition.of(before, now, violations);
                            violations.refuse();
                            writer.store(viewer, after, expectedVersion, Kind.STAGE, now, reason);
                            return writer.lock(viewer, id);
                        });
    }
}
