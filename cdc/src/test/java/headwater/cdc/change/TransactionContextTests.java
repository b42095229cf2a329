package headwater.cdc.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class TransactionContextTests {

    @Test
    void readsEveryField() {
        assertThat(
                        parse(
                                """
                                {"actor":7,"onBehalfOf":8,"door":"RULE","requestId":"r","reason":"why","rule":"id"}"""))
                .isEqualTo(new TransactionContext(7L, 8L, "RULE", "r", "why", "id"));
    }

    @Test
    void takesMissingAndNullFieldsAsEmpty() {
        assertThat(parse("{\"door\":\"JOB\",\"actor\":null,\"reason\":null}"))
                .isEqualTo(new TransactionContext(null, null, "JOB", "", "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{}", "{\"door\":\"WINDOW\"}"})
    void takesWhatItCannotReadAsPlainSqlAndSaysSo(String message) {
        TransactionContext context = parse(message);

        assertThat(context.door()).isEqualTo("SQL");
        assertThat(context.reason()).isEqualTo("unreadable context message");
    }

    private static TransactionContext parse(String message) {
        return TransactionContext.parse(message.getBytes(StandardCharsets.UTF_8));
    }
}
