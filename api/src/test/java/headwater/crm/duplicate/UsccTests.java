package headwater.crm.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes from the companies' own publications. */
class UsccTests {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String HUAWEI = "914403001922038216";

    @ParameterizedTest
    @CsvSource({
        "华为技术有限公司, 914403001922038216",
        "深圳市腾讯计算机系统有限公司, 9144030071526726XG",
        "阿里巴巴（中国）有限公司, 91330100799655058B",
        "小米科技有限责任公司, 91110108551385082Q",
        "比亚迪股份有限公司, 91440300192317458F",
        "中国工商银行股份有限公司, 91100000100003962T",
        "中国石油天然气股份有限公司, 91110000710925462X",
        "珠海格力电器股份有限公司, 91440400192548256N",
        "招商银行股份有限公司, 9144030010001686XA",
        "海尔智家, 91370200264574251E"
    })
    void realCodesAreRight(String company, String code) {
        assertThat(Uscc.flaw(code)).as(company).isNull();
    }

    @Test
    void everyErrorInOneCharacterIsFound() {
        for (int i = 0; i < HUAWEI.length(); i++) {
            for (char wrong : ALPHABET.toCharArray()) {
                String code = HUAWEI.substring(0, i) + wrong + HUAWEI.substring(i + 1);
                if (!code.equals(HUAWEI)) {
                    assertThat(Uscc.flaw(code)).as(code).isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HUAWEI, "9144030071526726XG", "91110108551385082Q"})
    void everySwapOfNeighboursIsFound(String right) {
        for (int i = 0; i + 1 < right.length(); i++) {
            char[] swapped = right.toCharArray();
            swapped[i] = right.charAt(i + 1);
            swapped[i + 1] = right.charAt(i);
            if (swapped[i] != swapped[i + 1]) {
                assertThat(Uscc.flaw(new String(swapped))).as("swapped at %d", i).isNotNull();
            }
        }
    }

    @Test
    void theFlawIsNamed() {
        assertThat(Uscc.flaw("91440300192203821")).contains("18 characters, not 17");
        assertThat(Uscc.flaw("9144030019220382I6")).contains("Character 17, \"I\"");
        assertThat(Uscc.flaw("914403001922038217")).contains("check character");
    }

    @Test
    void codesAreStoredInCapitalsWithoutBlanksAround() {
        assertThat(Uscc.spelt(" 9144030071526726xg\t")).isEqualTo("9144030071526726XG");
        assertThat(Uscc.spelt("  ")).isNull();
        assertThat(Uscc.spelt(null)).isNull();
    }
}
