package headwater.crm.approval;

import org.jooq.JSONB;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.util.Map;

/** Figures by measure, as tables hold them: {@code {"AMOUNT": 100000}}. */
final class Figures {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<Measure, BigDecimal>> TYPE = new TypeReference<>() {};

    private Figures() {}

    static JSONB json(Map<Measure, BigDecimal> figures) {
        return JSONB.valueOf(JSON.writeValueAsString(figures));
    }

    static Map<Measure, BigDecimal> of(JSONB json) {
        return JSON.readValue(json.data(), TYPE);
    }
}
