package headwater.crm.pool.graphql;

import graphql.GraphQLContext;

import headwater.crm.campaign.LeadSource;
import headwater.crm.campaign.LeadSourceService;
import headwater.crm.graphql.Details;
import headwater.crm.graphql.Payload;
import headwater.crm.graphql.ViewerArgument;
import headwater.crm.permission.Viewer;
import headwater.crm.pool.ClaimService;
import headwater.crm.pool.LockService;
import headwater.crm.pool.Pool;
import headwater.crm.pool.PoolMember;
import headwater.crm.pool.PoolService;
import headwater.crm.pool.PooledRecord;
import headwater.crm.pool.PooledService;
import headwater.crm.pool.RecycleRule;
import headwater.crm.shared.Connection;
import headwater.crm.shared.Identified;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordRef;
import headwater.crm.shared.Refused;
import headwater.crm.shared.UserError;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

import java.time.Instant;
import java.util.List;
import java.util.Map;

@Controller
class PoolController {
    private final PoolService pools;
    private final PooledService pooled;
    private final ClaimService claims;
    private final LockService locks;
    private final LeadSourceService sources;

    PoolController(
            PoolService pools,
            PooledService pooled,
            ClaimService claims,
            LockService locks,
            LeadSourceService sources) {
        this.pools = pools;
        this.pooled = pooled;
        this.claims = claims;
        this.locks = locks;
        this.sources = sources;
    }

    record ClaimRecordsInput(List<String> records) {}

    record ClaimRecordsPayload(
            @Nullable List<ClaimService.Result> results, List<UserError> userErrors) {}

    record ReleaseRecordInput(
            String id, int expectedVersion, @Nullable RecordRef pool, String reason) {}

    record LockRecordInput(String id, int expectedVersion, Instant until) {}

    record UnlockRecordInput(String id, int expectedVersion) {}

    record AssignRecordInput(String id, RecordRef to, boolean override, @Nullable String reason) {}

    @QueryMapping
    @Nullable PooledRecord pooledRecord(Viewer viewer, @Argument String id) {
        return pooled.open(viewer, id);
    }

    @SchemaMapping
    @Nullable Connection<PooledRecord> records(Pool pool, Viewer viewer, ListRequest request) {
        return pooled.list(viewer, pool.id(), request);
    }

    @MutationMapping
    ClaimRecordsPayload claimRecords(Viewer viewer, @Argument ClaimRecordsInput input) {
        try {
            return new ClaimRecordsPayload(claims.claim(viewer, input.records()), List.of());
        } catch (Refused refused) {
            return new ClaimRecordsPayload(
                    null, refused.errors().stream().map(error -> error.within("input")).toList());
        }
    }

    @MutationMapping
    Payload<Boolean> releaseRecord(Viewer viewer, @Argument ReleaseRecordInput input) {
        return done(
                () ->
                        claims.release(
                                viewer,
                                input.id(),
                                input.expectedVersion(),
                                input.pool(),
                                input.reason()));
    }

    @MutationMapping
    Payload<Boolean> assignRecord(Viewer viewer, @Argument AssignRecordInput input) {
        return done(
                () ->
                        claims.assign(
                                viewer, input.id(), input.to(), input.override(), input.reason()));
    }

    @MutationMapping
    Payload<Boolean> lockRecord(Viewer viewer, @Argument LockRecordInput input) {
        return done(() -> locks.lock(viewer, input.id(), input.expectedVersion(), input.until()));
    }

    @MutationMapping
    Payload<Boolean> unlockRecord(Viewer viewer, @Argument UnlockRecordInput input) {
        return done(() -> locks.unlock(viewer, input.id(), input.expectedVersion()));
    }

    private static Payload<Boolean> done(Runnable change) {
        return Payload.of(
                () -> {
                    change.run();
                    return true;
                });
    }

    @BatchMapping
    Map<Pool, List<PoolMember>> members(List<Pool> of, GraphQLContext context) {
        return Details.of(
                of,
                pools.members(ViewerArgument.of(context), Identified.ids(of)),
                PoolMember::poolId);
    }

    @BatchMapping
    Map<Pool, List<RecycleRule>> recycleRules(List<Pool> of, GraphQLContext context) {
        return Details.of(
                of,
                pools.rules(ViewerArgument.of(context), Identified.ids(of)),
                RecycleRule::poolId);
    }

    @BatchMapping(typeName = "RecycleRule", field = "sources")
    Map<RecycleRule, List<LeadSource>> sources(List<RecycleRule> rules, GraphQLContext context) {
        return Details.named(
                rules,
                RecycleRule::sources,
                keys -> sources.byIds(ViewerArgument.of(context), keys));
    }
}
