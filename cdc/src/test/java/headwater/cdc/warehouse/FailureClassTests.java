package headwater.cdc.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.ConnectionInitiationException;
import com.clickhouse.client.api.ServerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureClassTests {

    @ParameterizedTest
    @CsvSource({
        "252, too many parts, RETRY",
        "241, memory limit, RETRY",
        "202, too many queries, RETRY",
        "243, disk full, RETRY",
        "242, read-only table, RETRY",
        "159, timeout, RETRY",
        "60, no such table, SCHEMA",
        "16, no such column, SCHEMA",
        "53, type mismatch, SCHEMA",
        "27, cannot parse, FATAL",
        "497, access denied, FATAL"
    })
    void serverErrors(int code, String name, FailureClass expected) {
        assertThat(FailureClass.of(new ServerException(code, name, 500, ""))).isEqualTo(expected);
    }

    @Test
    void networkFailuresPassByThemselvesAndBugsDoNot() {
        assertThat(FailureClass.of(new ConnectionInitiationException("refused")))
                .isEqualTo(FailureClass.RETRY);
        assertThat(FailureClass.of(new IllegalStateException("bug"))).isEqualTo(FailureClass.FATAL);
    }
}
