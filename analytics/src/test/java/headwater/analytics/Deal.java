package headwater.analytics;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * An opportunity and its change log. What is set before a change holds from that change on; what is
 * never set has a default: owner 1, stage 1, no team, no account, no amount.
 */
public final class Deal {

    private final WarehouseFixture fixture;
    private final long id;
    private long ownerId = 1;
    private @Nullable Long teamId;
    private @Nullable Long accountId;
    private long pipelineId = 1;
    private int stage = 1;
    private @Nullable String amount;
    private int sequence;

    Deal(WarehouseFixture fixture, long id) {
        this.fixture = fixture;
        this.id = id;
        current(null);
    }

    static String category(int ordinal) {
        return ordinal == 4 ? "WON" : ordinal == 5 ? "LOST" : "OPEN";
    }

    public Deal owner(long newOwnerId) {
        ownerId = newOwnerId;
        current(null);
        return this;
    }

    public Deal team(long newTeamId) {
        teamId = newTeamId;
        return this;
    }

    public Deal account(long newAccountId) {
        accountId = newAccountId;
        current(null);
        return this;
    }

    public Deal pipeline(long newPipelineId) {
        pipelineId = newPipelineId;
        return this;
    }

    public Deal amount(String newAmount) {
        amount = newAmount;
        return this;
    }

    public Deal line(long productId, String lineAmount) {
        fixture.row(
                "opportunity_line",
                "opportunity_line_id",
                fixture.nextId(),
                "opportunity_id",
                id,
                "product_id",
                productId,
                "amount",
                new BigDecimal(lineAmount));
        return this;
    }

    public Deal created(String at) {
        return change("CREATED", at);
    }

    public Deal moved(int newStage, String at) {
        stage = newStage;
        return change("STAGE", at);
    }

    public Deal won(String at) {
        stage = 4;
        return change("CLOSED", at);
    }

    public Deal lost(String at) {
        stage = 5;
        return change("CLOSED", at);
    }

    public Deal reopened(String at) {
        stage = 1;
        return change("REOPENED", at);
    }

    /** Writes down the values set since the last change, such as owner or amount. */
    public Deal changed(String kind, String at) {
        return change(kind, at);
    }

    public Deal deleted(String at) {
        current(WarehouseFixture.at(at));
        return change("DELETED", at);
    }

    public Deal restored(String at) {
        current(null);
        return change("RESTORED", at);
    }

    /** Only the current row says that it is deleted. */
    public Deal deletedWithoutChange(String at) {
        current(WarehouseFixture.at(at));
        return this;
    }

    /** The row is gone from the source. */
    public Deal erased() {
        fixture.gone("opportunity", "opportunity_id", id, "owner_id", ownerId);
        return this;
    }

    private void current(@Nullable Instant deletedAt) {
        fixture.row(
                "opportunity",
                "opportunity_id",
                id,
                "owner_id",
                ownerId,
                "account_id",
                accountId,
                "deleted_at",
                deletedAt);
    }

    private Deal change(String kind, String at) {
        BigDecimal money = amount == null ? null : new BigDecimal(amount);
        fixture.row(
                "opportunity_change",
                "opportunity_change_id",
                fixture.nextId(),
                "opportunity_id",
                id,
                "sequence",
                ++sequence,
                "kind",
                kind,
                "at",
                WarehouseFixture.at(at),
                "pipeline_id",
                pipelineId,
                "stage_id",
                (pipelineId - 1) * 10 + stage,
                "stage_ordinal",
                stage,
                "stage_category",
                category(stage),
                "probability",
                stage == 4 ? 100 : stage == 5 ? 0 : stage * 20,
                "amount",
                money,
                "company_amount",
                money,
                "owner_id",
                ownerId,
                "team_id",
                teamId);
        return this;
    }
}
