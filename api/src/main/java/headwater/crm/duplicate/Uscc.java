package headwater.crm.duplicate;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * The unified social credit code that China gives each legal entity: 18 characters, the last of
 * which checks the others (GB 32100-2015). All errors in one character and all swaps of two
 * neighbours are found, because 31 is prime and no two neighbouring weights are equal modulo 31.
 */
public final class Uscc {
    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int LENGTH = 18;

    private Uscc() {}

    /** The one spelling in which codes are stored; null for a blank text. */
    public static @Nullable String spelt(@Nullable String written) {
        return written == null || written.isBlank()
                ? null
                : written.strip().toUpperCase(Locale.ROOT);
    }

    /**
     * What is wrong with a code, for people.
     *
     * @param code as {@link #spelt}
     * @return null for a right one
     */
    public static @Nullable String flaw(String code) {
        if (code.length() != LENGTH) {
            return "A unified social credit code has 18 characters, not %d."
                    .formatted(code.length());
        }
        for (int i = 0; i < LENGTH; i++) {
            if (CHARACTERS.indexOf(code.charAt(i)) < 0) {
                return "Character %d, \"%s\", occurs in no unified social credit code: digits and capitals without I, O, S, V, Z."
                        .formatted(i + 1, code.charAt(i));
            }
        }
        return checkCharacter(code) == code.charAt(LENGTH - 1)
                ? null
                : "The check character does not fit; a character is wrong or two are swapped.";
    }

    private static char checkCharacter(String code) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += CHARACTERS.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % CHARACTERS.length();
        }
        return CHARACTERS.charAt(Math.floorMod(-sum, CHARACTERS.length()));
    }
}
