package headwater.crm.duplicate;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;

import java.util.List;
import java.util.regex.Pattern;

/** Names of companies in the spelling in which they are compared. */
public final class NameKey {
    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final Transliterator SIMPLIFIED =
            Transliterator.getInstance("Traditional-Simplified");
    private static final Pattern NOT_SPOKEN = Pattern.compile("[\\p{P}\\p{Z}\\p{C}]+");

    /** Longest first, because some end in others. */
    private static final List<String> LEGAL_FORMS =
            List.of(
                    "股份有限责任公司",
                    "有限责任公司",
                    "股份有限公司",
                    "有限公司",
                    "股份公司",
                    "总公司",
                    "集团",
                    "公司",
                    "股份",
                    "corporation",
                    "incorporated",
                    "company",
                    "limited",
                    "gmbh",
                    "coltd",
                    "corp",
                    "inc",
                    "ltd",
                    "llc");

    /** What many places have one of: only its place tells one from another. */
    private static final List<String> COMMON =
            List.of("银行", "医院", "大学", "学院", "中学", "小学", "证券", "保险", "电视台", "日报", "地铁", "机场", "公交");

    private static final int LEAST_LEFT = 2;

    private NameKey() {}

    /**
     * Without what hands and keyboards vary: width, capitals, spaces, punctuation (so that it does
     * not matter which brackets stand around a place), traditional characters. The legal form
     * stays: 华为有限公司 and 华为股份有限公司 are two companies.
     *
     * @return never empty: a name of punctuation only stands for itself
     */
    public static String exact(String name) {
        String key = spoken(simplified(spoken(name)));
        return key.isEmpty() ? name.strip() : key;
    }

    /** The exact key without the legal form at its end and the region before it. */
    public static String fuzzy(String name) {
        String exact = exact(name);
        String core = withoutLegalForm(exact);
        String local = Regions.withoutLeading(core);
        return local.length() < LEAST_LEFT || COMMON.contains(local) ? core : local;
    }

    /** Some characters are simplified in two steps: 薴 to 苧, which stands for 苎. */
    private static String simplified(String text) {
        String once = SIMPLIFIED.transliterate(text);
        return SIMPLIFIED.transliterate(once);
    }

    private static String spoken(String text) {
        String bare = NOT_SPOKEN.matcher(FOLDED.normalize(text)).replaceAll("");
        return FOLDED.normalize(bare);
    }

    private static String withoutLegalForm(String name) {
        return LEGAL_FORMS.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(form -> name.substring(0, name.length() - form.length()))
                .filter(rest -> rest.length() >= LEAST_LEFT)
                .map(NameKey::withoutLegalForm)
                .orElse(name);
    }
}
