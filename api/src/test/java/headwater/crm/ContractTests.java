package headwater.crm;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.schema.PublicSchema;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** schema.graphqls is a contract: everything in it is served as it says. */
@Api
class ContractTests {
    @Autowired private SchemaReports reports;

    @Test
    void everyFieldIsMapped() {
        assertThat(reports.last().unmappedFields()).isEmpty();
        assertThat(reports.last().unmappedRegistrations()).isEmpty();
        assertThat(reports.last().unmappedArguments()).isEmpty();
    }

    @Test
    void everyNullnessOfTheSchemaIsKeptByTheCode() {
        assertThat(reports.last().fieldNullnessErrors()).isEmpty();
        assertThat(reports.last().argumentNullnessErrors()).isEmpty();
    }

    @Test
    void whatDecidesAboutAFieldIsAFieldThatCanBeTakenAway() {
        var governing = new PublicSchema().governing();

        governing.forEach(
                (field, deciding) ->
                        deciding.stream()
                                .filter(other -> !other.equals(field))
                                .forEach(
                                        other ->
                                                assertThat(governing)
                                                        .as("@access(by:) of " + field)
                                                        .containsKey(other)));
    }
}
