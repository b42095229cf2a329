package headwater.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

/** No question can forget the scope. */
class ScopedQueryTests {

    private static final Scope SEVEN = new Scope.Some(Set.of(7L), Set.of(3L));

    @Test
    void scopeGoesInsideTheScan() {
        Query query = scoped("SELECT count() FROM {opportunity_line}", SEVEN);

        assertThat(query.sql())
                .isEqualTo(
                        "SELECT count() FROM (SELECT * FROM cdc.opportunity_line FINAL WHERE"
                                + " _deleted = 0 AND opportunity_id IN (SELECT opportunity_id FROM"
                                + " cdc.opportunity FINAL WHERE _deleted = 0 AND deleted_at IS NULL"
                                + " AND (owner_id IN (:scopeOwners) OR opportunity_id IN"
                                + " (:scopeShared))))");
        assertThat(query.parameters())
                .isEqualTo(Map.of("scopeOwners", Set.of(7L), "scopeShared", Set.of(3L)));
    }

    @Test
    void questionWithoutAScopedScanIsRefused() {
        assertThatThrownBy(() -> scoped("SELECT name FROM {app_user}", new Scope.All()))
                .isInstanceOf(QuestionRefused.class)
                .hasMessageStartingWith("Question test reads no scoped table");
    }

    @Test
    void tablesNamedDirectlyAreRefused() {
        assertThatThrownBy(
                        () ->
                                scoped(
                                        "SELECT 1 FROM {opportunity}, `CDC` . opportunity_line",
                                        SEVEN))
                .isInstanceOf(QuestionRefused.class)
                .hasMessageStartingWith("Question test reads database CDC by itself");
    }

    @Test
    void unknownTablesAreRefused() {
        assertThatThrownBy(() -> scoped("SELECT 1 FROM {opportunity}, {contact}", SEVEN))
                .isInstanceOf(QuestionRefused.class)
                .hasMessage("Question test reads {contact}, which is no table it may read");
    }

    private static Query scoped(String sql, Scope scope) {
        return ScopedQuery.of("test", new Query(sql, Map.of()), scope);
    }
}
