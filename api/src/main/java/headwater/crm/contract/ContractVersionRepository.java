package headwater.crm.contract;

import static headwater.crm.db.crm.Tables.CONTRACT_VERSION;

import headwater.crm.contract.ContractVersion.Part;
import headwater.crm.permission.Viewer;

import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What was agreed, each time; who may see a contract may see its versions. */
@Repository
class ContractVersionRepository {
    private final DSLContext db;
    private final JsonMapper json;

    ContractVersionRepository(DSLContext db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /**
     * The contract's next version, which is as the contract is now. Under the contract's lock.
     *
     * @return which one it is, from 1
     */
    int add(Viewer viewer, Contract contract, @Nullable String reason, Instant now) {
        Worth worth = contract.worth();
        return db.insertInto(CONTRACT_VERSION)
                .set(CONTRACT_VERSION.CONTRACT_ID, contract.id())
                .set(
                        CONTRACT_VERSION.REVISION,
                        DSL.field(
                                DSL.select(
                                                DSL.coalesce(
                                                                DSL.max(CONTRACT_VERSION.REVISION),
                                                                DSL.inline(0))
                                                        .plus(1))
                                        .from(CONTRACT_VERSION)
                                        .where(CONTRACT_VERSION.CONTRACT_ID.eq(contract.id()))))
                .set(CONTRACT_VERSION.AMOUNT, worth.amount())
                .set(CONTRACT_VERSION.CURRENCY, worth.currency())
                .set(CONTRACT_VERSION.COMPANY_AMOUNT, worth.companyAmount())
                .set(CONTRACT_VERSION.STARTS_ON, contract.startsOn())
                .set(CONTRACT_VERSION.ENDS_ON, contract.endsOn())
                .set(
                        CONTRACT_VERSION.INSTALMENTS,
                        JSONB.jsonb(
                                json.writeValueAsString(
                                        contract.instalments().stream().map(Part::of).toList())))
                .set(CONTRACT_VERSION.REASON, reason)
                .set(CONTRACT_VERSION.APPROVED_AT, now)
                .set(CONTRACT_VERSION.APPROVED_BY, viewer.userId())
                .returning(CONTRACT_VERSION.REVISION)
                .fetchSingle(CONTRACT_VERSION.REVISION);
    }

    /** Of contracts that the viewer may see; the newest first. */
    List<ContractVersion> of(Viewer viewer, Set<Long> contractIds) {
        return db.selectFrom(CONTRACT_VERSION)
                .where(CONTRACT_VERSION.CONTRACT_ID.in(contractIds))
                .orderBy(CONTRACT_VERSION.CONTRACT_ID, CONTRACT_VERSION.REVISION.desc())
                .fetch(
                        row ->
                                new ContractVersion(
                                        row.getContractId(),
                                        row.getRevision(),
                                        row.getAmount(),
                                        row.getCurrency(),
                                        row.getStartsOn(),
                                        row.getEndsOn(),
                                        List.of(
                                                json.readValue(
                                                        row.getInstalments().data(), Part[].class)),
                                        row.getReason(),
                                        row.getApprovedAt()));
    }
}
