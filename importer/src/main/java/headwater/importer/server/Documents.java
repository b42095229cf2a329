package headwater.importer.server;

import headwater.importer.mapping.Entity;

import java.util.Locale;

/** The operations that are sent. Source: schema.graphqls, which a test holds them against. */
final class Documents {
    static final String SIGN_IN =
            """
            mutation SignIn($input: SignInInput!) {
              signIn(input: $input) { token userErrors { message } }
            }
            """;

    static final String COMPANY = "query Company { company { timeZone } }";

    private Documents() {}

    /** The mutation, named as the field it is about. */
    static String importOf(Entity entity) {
        String name = mutation(entity);
        return """
        mutation %1$s($input: %2$sInput!) {
          %1$s(input: $input) {
            results { outcome userErrors { field message } }
            userErrors { field message }
            consistencyToken
          }
        }
        """
                .formatted(name, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }

    /** Such as {@code importTeams}. */
    static String mutation(Entity entity) {
        String key = entity.key();
        return "import" + key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
    }
}
