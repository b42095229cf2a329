package headwater.analytics.metric;

import headwater.analytics.QuestionRefused;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a metric can be broken down by. */
public enum Dimension {
    /** The owner at the close, or at the instant of a balance. */
    OWNER("fact.owner_id", Join.NONE, "{app_user}", "app_user_id"),
    /** That owner's manager. */
    MANAGER("owner.manager_id", Join.OWNER, "{app_user}", "app_user_id"),
    /** That owner's team on that day. */
    TEAM("fact.team_id", Join.NONE, "{team}", "team_id"),
    /** The nearest team of kind REGION that holds that team or is it. */
    REGION("region.region_id", Join.REGION, "{team}", "team_id"),
    /** A product of the opportunity's lines. Counts count in each, amounts are split. */
    PRODUCT("share.product_id", Join.PRODUCT, "{product}", "product_id"),
    /** The account's industry, a text. */
    SECTOR("customer.industry", Join.ACCOUNT, "", "");

    private final String key;
    private final Join join;
    private final String labels;
    private final String labelKey;

    Dimension(String key, Join join, String labels, String labelKey) {
        this.key = key;
        this.join = join;
        this.labels = labels;
        this.labelKey = labelKey;
    }

    /** By its public name, such as {@code owner}; {@link QuestionRefused} if there is none. */
    public static Dimension named(String name) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.publicName().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new QuestionRefused(
                                        "There is no dimension '%s'; there are %s"
                                                .formatted(name, names())));
    }

    /** Lower case. */
    public String publicName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String names() {
        return Arrays.stream(values()).map(Dimension::publicName).collect(Collectors.joining(", "));
    }

    /** Whether its key is a text and not an id. */
    boolean isText() {
        return labels.isEmpty();
    }

    String key() {
        return key;
    }

    Join join() {
        return join;
    }

    String keyColumn() {
        return publicName() + "_key";
    }

    String labelColumn() {
        return publicName() + "_label";
    }

    /** SQL of the label's column. */
    String label() {
        return isText() ? "grouped." + keyColumn() : labelColumn() + "_of.name";
    }

    /** SQL of the join that finds the label; empty if the key is its own. */
    String labelJoin() {
        String alias = labelColumn() + "_of";
        return isText()
                ? ""
                : "LEFT JOIN %s AS %s ON %s.%s = grouped.%s"
                        .formatted(labels, alias, alias, labelKey, keyColumn());
    }
}
