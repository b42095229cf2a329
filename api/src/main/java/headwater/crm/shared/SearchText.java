package headwater.crm.shared;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What somebody typed to find a record: words, all of which must be in it. Capitals and full-width
 * forms do not matter.
 *
 * @param whole in the spelling of {@code internal.searchable}
 * @param words at least one, at most 8
 */
public record SearchText(String whole, List<String> words) {
    private static final int MOST_WORDS = 8;
    private static final int LONGEST = 200;

    /**
     * @throws BadInput if there is nothing in it that can be searched for
     */
    public static SearchText of(String typed) {
        String whole = spelled(typed).strip();
        List<String> words =
                Arrays.stream(whole.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty() || words.size() > MOST_WORDS || whole.length() > LONGEST) {
            throw new BadInput(
                    "text: 1 to %d words, at most %d characters.".formatted(MOST_WORDS, LONGEST));
        }
        for (String word : words) {
            if (!isCjk(word) && word.codePointCount(0, word.length()) < 2) {
                throw new BadInput(
                        "text: \"%s\" is too short; a word has at least 2 characters, a Chinese one 1."
                                .formatted(word));
            }
        }
        return new SearchText(whole, words);
    }

    /** Whether a word holds a script that writes no spaces between words. */
    public static boolean isCjk(String word) {
        return word.codePoints()
                .anyMatch(
                        each ->
                                switch (Character.UnicodeScript.of(each)) {
                                    case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
                                    default -> false;
                                });
    }

    /** Whether all words are in a text. */
    public boolean isIn(@Nullable String text) {
        return text != null && words.stream().allMatch(spelled(text)::contains);
    }

    private static String spelled(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
