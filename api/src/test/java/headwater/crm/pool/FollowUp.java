package headwater.crm.pool;

import static headwater.crm.Company.mutate;

import headwater.crm.Company.Person;

import java.util.Map;

/** What somebody does with a customer that counts. */
final class FollowUp {
    private FollowUp() {}

    static void byTelephone(Person who, String account) {
        mutate(
                        who.who(),
                        "createInteraction",
                        Map.of(
                                "account",
                                Map.of("id", account),
                                "kind",
                                "CALL",
                                "direction",
                                "OUTBOUND",
                                "subject",
                                "回访",
                                "outcome",
                                "CONNECTED"),
                        "interaction { effective }")
                .path("createInteraction.interaction.effective")
                .entity(Boolean.class)
                .isEqualTo(true);
    }
}
