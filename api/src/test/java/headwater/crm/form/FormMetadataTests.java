package headwater.crm.form;

import static org.assertj.core.api.Assertions.assertThat;

import headwater.crm.Api;
import headwater.crm.Company;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A form can be built from the API alone. */
@Api
class FormMetadataTests {
    @Autowired private Company company;

    @Test
    void saysWhatAnAccountIsMadeOf() {
        Response form = form(company.admin(), "ACCOUNT");

        form.path("formMetadata.labelZh").entity(String.class).isEqualTo("客户");
        Map<String, Map<String, Object>> fields = fields(form);
        assertThat(fields.get("name"))
                .containsEntry("kind", "TEXT")
                .containsEntry("required", true)
                .containsEntry("onCreate", true)
                .containsEntry("onUpdate", true)
                .containsEntry("labelEn", "Name")
                .containsEntry("labelZh", "客户名称")
                .containsEntry("level", "WRITE");
        assertThat(fields.get("owner"))
                .containsEntry("kind", "REFERENCE")
                .containsEntry("reference", "User")
                .containsEntry("required", false);
        assertThat(fields.get("updatedAt"))
                .containsEntry("kind", "DATE_TIME")
                .containsEntry("onCreate", false)
                .containsEntry("onUpdate", false);
        assertThat(fields.get("grade").get("options").toString())
                .contains("value=A", "labelZh=A 级", "value=C");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCOUNT", "CONTACT", "OPPORTUNITY", "PRODUCT"})
    void everythingThatCanBeGivenIsThereAndCalledSomethingInBothLanguages(String type) {
        Response form = form(company.admin(), type);
        String name = form.path("formMetadata.type").entity(String.class).get();

        Map<String, Map<String, Object>> fields = fields(form);

        for (String input : List.of("Create", "Update")) {
            assertThat(fields.keySet()).containsAll(inputs(input + name + "Input"));
        }
        fields.values()
                .forEach(
                        field -> {
                            assertThat((String) field.get("labelEn")).isNotBlank();
                            assertThat((String) field.get("labelZh")).matches(".*\\p{IsHan}.*");
                        });
    }

    /** Of a record itself; how the call is made is no part of a form. */
    private List<String> inputs(String type) {
        List<String> technical =
                List.of(
                        "id",
                        "expectedVersion",
                        "idempotencyKey",
                        "at",
                        "reason",
                        "confirmDuplicates",
                        "duplicateReason");
        return company
                .admin()
                .document("{ __type(name: \"%s\") { inputFields { name } } }".formatted(type))
                .execute()
                .path("__type.inputFields[*].name")
                .entityList(String.class)
                .get()
                .stream()
                .filter(name -> !technical.contains(name))
                .toList();
    }

    @Test
    void everyKindOfRecordHasAForm() {
        HttpGraphQlTester admin = company.admin();
        List<String> types =
                admin.document("{ __type(name: \"FormType\") { enumValues { name } } }")
                        .execute()
                        .path("__type.enumValues[*].name")
                        .entityList(String.class)
                        .get();

        for (String type : types) {
            assertThat(fields(form(admin, type))).as(type).isNotEmpty();
        }
    }

    @Test
    void saysHowFarTheViewerIsLetIn() {
        HttpGraphQlTester admin = company.admin();
        String key = company.unique("FORMS").replace(' ', '_');
        Map<String, Object> role = new HashMap<>();
        role.put("key", key);
        role.put("name", key);
        role.put(
                "grants",
                List.of(Map.of("object", "OPPORTUNITY", "action", "READ", "scope", "ALL")));
        role.put("fields", List.of(Map.of("field", "Opportunity.amount", "level", "READ")));
        company.create(admin, "Role", role);

        Response form =
                form(
                        company.as(company.user(key, "a long password"), "a long password"),
                        "OPPORTUNITY");

        form.path("formMetadata.mayCreate").entity(Boolean.class).isEqualTo(false);
        form.path("formMetadata.mayUpdate").entity(Boolean.class).isEqualTo(false);
        assertThat(fields(form).get("amount")).containsEntry("level", "READ");
        assertThat(fields(form).get("currency")).containsEntry("level", "READ");
        assertThat(fields(form).get("name")).containsEntry("level", "WRITE");
    }

    private static Response form(HttpGraphQlTester who, String type) {
        return who.document(
                        """
                        query($type: FormType!) { formMetadata(type: $type) {
                          type labelEn labelZh mayCreate mayUpdate
                          fields { name labelEn labelZh kind required onCreate onUpdate level reference
                            options { value labelEn labelZh } } } }
                        """)
                .variable("type", type)
                .execute();
    }

    private static Map<String, Map<String, Object>> fields(Response form) {
        Map<String, Map<String, Object>> fields = new HashMap<>();
        List<Map<String, Object>> all =
                form.returnResponse().field("formMetadata.fields").getValue();
        all.forEach(field -> fields.put(String.valueOf(field.get("name")), field));
        return fields;
    }
}
