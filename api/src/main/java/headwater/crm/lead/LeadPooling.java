package headwater.crm.lead;

import headwater.crm.lead.LeadChange.Kind;
import headwater.crm.permission.FieldLevel;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pool.Poolable;
import headwater.crm.shared.Connection;
import headwater.crm.shared.ListRequest;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Leads as the pool knows them. */
@Component
class LeadPooling implements Poolable {
    private final LeadRepository repository;
    private final LeadWriter writer;
    private final BusinessTime time;

    LeadPooling(LeadRepository repository, LeadWriter writer, BusinessTime time) {
        this.repository = repository;
        this.writer = writer;
        this.time = time;
    }

    @Override
    public RecordType type() {
        return RecordType.LEAD;
    }

    @Override
    public Connection<Long> inPool(Viewer viewer, long poolId, ListRequest request) {
        return repository.inPool(viewer, poolId, request);
    }

    @Override
    public Map<Long, Map<String, @Nullable String>> texts(Viewer viewer, Set<Long> ids) {
        return repository.pooled(viewer, ids).stream()
                .collect(Collectors.toMap(Lead::id, lead -> readable(viewer, lead)));
    }

    private static Map<String, @Nullable String> readable(Viewer viewer, Lead lead) {
        Map<String, @Nullable String> texts = new HashMap<>();
        texts.put("name", lead.name());
        texts.put("company", lead.company());
        texts.put("title", lead.title());
        texts.put("email", lead.email());
        texts.put("phone", lead.phone());
        texts.put("website", lead.website());
        texts.put("industry", lead.industry());
        texts.put("region", lead.region());
        texts.put("grade", lead.grade() == null ? null : lead.grade().name());
        texts.put("note", lead.note());
        texts.put("stage", lead.stage().name());
        texts.put("externalId", lead.externalId());
        texts.keySet()
                .removeIf(field -> !viewer.level(RecordType.LEAD, field).includes(FieldLevel.READ));
        return texts;
    }

    @Override
    public Fit fit(Viewer viewer, long id) {
        return LeadService.fit(lead(viewer, id));
    }

    @Override
    public String name(Viewer viewer, long id) {
        return lead(viewer, id).name();
    }

    @Override
    public void held(Viewer viewer, long id, Move move, @Nullable String reason) {
        Lead lead = lead(viewer, id);
        Kind kind = lead.ownerId() == null ? Kind.POOLED : Kind.CLAIMED;
        writer.append(viewer, lead, kind, time.now(), reason);
    }

    private Lead lead(Viewer viewer, long id) {
        List<Lead> found = repository.byIds(viewer.asSystem(), Set.of(id));
        return Objects.requireNonNull(found.getFirst());
    }
}
