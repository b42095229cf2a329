package headwater.crm.duplicate;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;

import org.jspecify.annotations.Nullable;

import java.net.IDN;
import java.net.URI;
import java.text.Normalizer;
import java.util.Locale;

/** Telephone numbers, mail addresses and websites in the spelling in which they are compared. */
public final class ContactKey {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private ContactKey() {}

    /**
     * E.164, such as {@code +862157890123}; a number without a country is of China. An extension
     * does not count.
     *
     * @return null for what can be no complete number
     */
    public static @Nullable String phone(@Nullable String written) {
        if (written == null) {
            return null;
        }
        try {
            var number = PHONES.parse(written, "CN");
            return PHONES.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? PHONES.format(number, PhoneNumberFormat.E164)
                    : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    /**
     * @return null for what is no address
     */
    public static @Nullable String email(@Nullable String written) {
        if (written == null) {
            return null;
        }
        String address = folded(written);
        int at = address.lastIndexOf('@');
        return at > 0 && at < address.length() - 1 ? address : null;
    }

    /**
     * The host of a website without {@code www.}, in the letters of the domain name system.
     *
     * @return null for what names no host with a dot
     */
    public static @Nullable String domain(@Nullable String website) {
        if (website == null || website.isBlank()) {
            return null;
        }
        String text = folded(website);
        try {
            String rest = text.contains("://") ? text.substring(text.indexOf("://") + 3) : text;
            String host = IDN.toASCII(rest.split("[/?#:]", 2)[0].replaceFirst("^.*@", ""));
            String bare = URI.create("//" + host).getHost();
            return bare == null || !bare.contains(".") ? null : bare.replaceFirst("^(www\\.)+", "");
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
