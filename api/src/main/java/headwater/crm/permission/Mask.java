package headwater.crm.permission;

/** The pattern of a text of which only a hint may be seen. */
public final class Mask {
    private static final String STARS = "****";

    private Mask() {}

    /**
     * The first and the last third around four stars, but never more than 3 and 4 characters, and
     * nothing of a text of two; of a mail address the first character and what follows the @.
     * Always four stars, so that the length stays unknown.
     */
    public static String of(String text) {
        int at = text.lastIndexOf('@');
        if (at > 0) {
            return prefix(text, 1) + STARS + text.substring(at);
        }
        int length = text.codePointCount(0, text.length());
        int tail = length < 3 ? 0 : Math.min((length + 1) / 3, 4);
        return prefix(text, Math.min(length / 3, 3))
                + STARS
                + text.substring(text.offsetByCodePoints(text.length(), -tail));
    }

    private static String prefix(String text, int codePoints) {
        return text.substring(0, text.offsetByCodePoints(0, codePoints));
    }
}
