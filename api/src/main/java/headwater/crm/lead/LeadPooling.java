package headwater.crm.lead;

import headwater.crm.lead.LeadChange.Kind;
import headwater.crm.permission.Viewer;
import headwater.crm.persistence.BusinessTime;
import headwater.crm.pool.PoolableRecords;
import headwater.crm.shared.RecordType;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Leads as the pool knows them. */
@Component
class LeadPooling extends PoolableRecords<Lead> {
    private final LeadWriter writer;
    private final BusinessTime time;

    LeadPooling(LeadRepository repository, LeadWriter writer, BusinessTime time) {
        super(RecordType.LEAD, repository);
        this.writer = writer;
        this.time = time;
    }

    @Override
    protected Map<String, @Nullable String> texts(Lead lead) {
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
        return texts;
    }

    @Override
    public Map<Long, Fit> fits(Viewer viewer, Set<Long> ids) {
        return records(viewer, ids).stream().collect(Collectors.toMap(Lead::id, LeadService::fit));
    }

    @Override
    public String name(Viewer viewer, long id) {
        return record(viewer, id).name();
    }

    @Override
    public void held(Viewer viewer, long id, Move move, @Nullable String reason) {
        Lead lead = record(viewer, id);
        Kind kind = lead.ownerId() == null ? Kind.POOLED : Kind.CLAIMED;
        writer.append(viewer, lead, kind, time.now(), reason);
    }

    @Override
    public boolean isOpen(Viewer viewer, long id) {
        return record(viewer, id).isOpen();
    }

    @Override
    public void locked(Viewer viewer, long id, boolean locked, @Nullable String reason) {
        Kind kind = locked ? Kind.LOCKED : Kind.UNLOCKED;
        writer.append(viewer, record(viewer, id), kind, time.now(), reason);
    }
}
