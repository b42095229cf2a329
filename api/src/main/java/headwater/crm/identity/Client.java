package headwater.crm.identity;

import org.jspecify.annotations.Nullable;

/**
 * The machine that a request comes from, as far as it says so itself.
 *
 * @param address IP address; empty when unknown
 */
public record Client(String address, @Nullable String userAgent) {
    private static final int LONGEST_AGENT = 300;

    /** The user agent's beginning tells machines apart. */
    public Client {
        if (userAgent != null && userAgent.length() > LONGEST_AGENT) {
            userAgent = userAgent.substring(0, LONGEST_AGENT);
        }
    }

    /** What counts as one machine: an IPv6 network of 64 bits is one customer's. */
    String network() {
        if (!address.contains(":")) {
            return address;
        }
        String[] groups = address.split("::", 2)[0].split(":", -1);
        return String.join(
                ":", java.util.Arrays.asList(groups).subList(0, Math.min(4, groups.length)));
    }
}
