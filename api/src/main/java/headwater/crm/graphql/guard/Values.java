package headwater.crm.graphql.guard;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.ArrayDeque;
import java.util.Deque;

/** Walks over one JSON value and refuses long lists and long texts in it. */
final class Values {
    private Values() {}

    /** From the value's first token to its last. */
    static void check(JsonParser parser) {
        // One counter per open list; objects hold their place with a counter nobody reads.
        Deque<int[]> open = new ArrayDeque<>();
        JsonToken token = parser.currentToken();
        while (true) {
            if (token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
                open.pop();
            } else if (token != JsonToken.PROPERTY_NAME) {
                count(open);
            }
            if (token == JsonToken.START_ARRAY) {
                open.push(new int[] {0});
            } else if (token == JsonToken.START_OBJECT) {
                open.push(new int[] {Integer.MIN_VALUE});
            } else if (token == JsonToken.VALUE_STRING
                    && parser.getStringLength() > Limits.VALUE_CHARACTERS) {
                throw HttpRefusal.badInput(
                        "A text in the variables is longer than %,d characters."
                                .formatted(Limits.VALUE_CHARACTERS));
            }
            if (open.isEmpty()) {
                return;
            }
            token = parser.nextToken();
        }
    }

    private static void count(Deque<int[]> open) {
        int[] counter = open.peek();
        if (counter != null && ++counter[0] > Limits.VALUES_IN_LIST) {
            throw HttpRefusal.badInput(
                    "A list in the variables has more than %d values."
                            .formatted(Limits.VALUES_IN_LIST));
        }
    }
}
