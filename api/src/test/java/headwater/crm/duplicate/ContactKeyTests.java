package headwater.crm.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactKeyTests {

    @ParameterizedTest
    @CsvSource({
        "021-5789 0123, +862157890123",
        "(021) 57890123, +862157890123",
        "+86 21 5789-0123, +862157890123",
        "0086 21 57890123, +862157890123",
        "021-57890123 ext. 12, +862157890123",
        "１３８００１３８０００, +8613800138000",
        "138 0013 8000, +8613800138000",
        "+44 20 7946 0018, +442079460018",
    })
    void oneLineHasOneNumber(String written, String number) {
        assertThat(ContactKey.phone(written)).isEqualTo(number);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "ask Ms Li", "12", "+"})
    void whatIsNoNumberHasNoKey(String written) {
        assertThat(ContactKey.phone(written)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "' Li.Lei@Example.CN ', li.lei@example.cn",
        "ｌｉ＠example.cn, li@example.cn",
    })
    void capitalsAndWidthDoNotCountInAnAddress(String written, String address) {
        assertThat(ContactKey.email(written)).isEqualTo(address);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "li", "@example.cn", "li@"})
    void whatIsNoAddressHasNoKey(String written) {
        assertThat(ContactKey.email(written)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.Huawei.com/cn/, huawei.com",
        "HUAWEI.COM, huawei.com",
        "http://e.huawei.com:8080/?a=b, e.huawei.com",
        "www.华为.中国, xn--siqq7j.xn--fiqs8s",
    })
    void aWebsiteIsKnownByItsHost(String website, String domain) {
        assertThat(ContactKey.domain(website)).isEqualTo(domain);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "none", "localhost", "http://", "a b.com", "mailto:li"})
    void whatNamesNoHostHasNoDomain(String website) {
        assertThat(ContactKey.domain(website)).isNull();
    }

    @Property
    void keysOfKeysAreTheKeys(@ForAll("texts") String text) {
        String phone = ContactKey.phone(text);
        String email = ContactKey.email(text);
        String domain = ContactKey.domain(text);

        assertThat(ContactKey.phone(phone)).isEqualTo(phone);
        assertThat(ContactKey.email(email)).isEqualTo(email);
        assertThat(ContactKey.domain(domain)).isEqualTo(domain);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(30),
                Arbitraries.strings().withChars("0123456789+-() wW.@:/华ＡaB").ofMaxLength(20));
    }
}
