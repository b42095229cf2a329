package headwater.crm.assignment;

import java.util.List;

/**
 * Somebody among whom a rule chooses, as he stands now.
 *
 * @param regions that are his, for REGION_MAP; every one when empty
 * @param holding open leads that he owns
 * @param givenToday leads that the rule has given him today
 */
public record Candidate(
        long userId,
        int weight,
        List<String> regions,
        boolean active,
        int holding,
        int givenToday) {}
