package headwater.crm.opportunity;

import headwater.crm.pipeline.ForecastCategory;
import headwater.crm.pipeline.Stage;
import headwater.crm.pipeline.Stage.Category;
import headwater.crm.shared.Stamp;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** An opportunity on its way from one state to the next. */
final class OpportunityBuilder {
    long id;
    String name;
    @Nullable Long accountId;
    @Nullable Long contactId;
    long ownerId;
    long pipelineId;
    long stageId;
    Category stageCategory;
    Instant stageEnteredAt;
    int probability;
    ProbabilitySource probabilitySource;
    ForecastCategory forecastCategory;
    @Nullable BigDecimal value;
    String currency;
    @Nullable BigDecimal companyValue;
    String companyCurrency;
    @Nullable LocalDate closeOn;
    @Nullable Instant closedAt;
    @Nullable String lostReason;
    @Nullable Long competitorId;
    @Nullable Pending pending;
    int lastChangeSequence;
    Instant lastChangeAt;
    @Nullable String externalId;
    Stamp stamp;

    OpportunityBuilder(Opportunity from) {
        id = from.id();
        name = from.name();
        accountId = from.accountId();
        contactId = from.contactId();
        ownerId = from.ownerId();
        pipelineId = from.pipelineId();
        stageId = from.stageId();
        stageCategory = from.stageCategory();
        stageEnteredAt = from.stageEnteredAt();
        probability = from.probability();
        probabilitySource = from.probabilitySource();
        forecastCategory = from.forecastCategory();
        value = from.value();
        currency = from.currency();
        companyValue = from.companyValue();
        companyCurrency = from.companyCurrency();
        closeOn = from.closeOn();
        closedAt = from.closedAt();
        lostReason = from.lostReason();
        competitorId = from.competitorId();
        pending = from.pending();
        lastChangeSequence = from.lastChangeSequence();
        lastChangeAt = from.lastChangeAt();
        externalId = from.externalId();
        stamp = from.stamp();
    }

    /** A new stage brings its category, probability and forecast category. */
    OpportunityBuilder entering(Stage stage, Instant at) {
        stageId = stage.id();
        stageCategory = stage.category();
        stageEnteredAt = at;
        probability = stage.probability();
        probabilitySource = ProbabilitySource.STAGE;
        forecastCategory = stage.forecastCategory();
        return this;
    }

    Opportunity build() {
        return new Opportunity(
                id,
                name,
                accountId,
                contactId,
                ownerId,
                pipelineId,
                stageId,
                stageCategory,
                stageEnteredAt,
                probability,
                probabilitySource,
                forecastCategory,
                value,
                currency,
                companyValue,
                companyCurrency,
                closeOn,
                closedAt,
                lostReason,
                competitorId,
                pending,
                lastChangeSequence,
                lastChangeAt,
                externalId,
                stamp);
    }
}
