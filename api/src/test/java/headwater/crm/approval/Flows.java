package headwater.crm.approval;

import headwater.crm.Company;
import headwater.crm.Company.Person;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Says who has to agree to what; the newest flow of a kind of record is in force for all tests. */
public final class Flows {
    private final Company company;

    public Flows(Company company) {
        this.company = company;
    }

    /** Without nodes, nobody has to agree. */
    @SafeVarargs
    public final String publish(String recordType, Map<String, Object>... nodes) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> node : nodes) {
            all.add(node);
        }
        return company.create(
                company.admin(),
                "ApprovalFlow",
                Map.of("recordType", recordType, "name", company.unique("审批流程"), "nodes", all));
    }

    /** As it comes with the product. */
    public void discountsGoToTheSuperior() {
        publish(
                "QUOTE",
                node(
                        1,
                        "ANY",
                        Map.of("measure", "DISCOUNT_OVER_LIMIT", "above", "0"),
                        Map.of("managerLevel", 1)));
    }

    public static Map<String, Object> node(int step, String mode, Person... asked) {
        return Map.of(
                "step",
                step,
                "name",
                "第 " + step + " 步",
                "mode",
                mode,
                "approvers",
                Arrays.stream(asked).map(person -> Map.of("user", person.id())).toList());
    }

    /** Asks only above a figure. */
    public static Map<String, Object> node(
            int step, String mode, Map<String, ?> condition, Map<String, ?> approver) {
        return Map.of(
                "step",
                step,
                "name",
                "第 " + step + " 步",
                "mode",
                mode,
                "conditions",
                List.of(condition),
                "approvers",
                List.of(approver));
    }
}
