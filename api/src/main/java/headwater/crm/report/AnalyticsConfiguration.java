package headwater.crm.report;

import headwater.analytics.Analytics;
import headwater.analytics.WarehouseSettings;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/**
 * The connection to the warehouse; made on the first question, so that the API starts without it.
 */
@Configuration
class AnalyticsConfiguration {

    @Bean
    static Analytics analytics(
            @Value("${crm.clickhouse-url}") String url,
            @Value("${crm.clickhouse-user}") String user,
            @Value("${crm.clickhouse-password}") String password,
            Clock clock) {
        return new Analytics(new WarehouseSettings(url, user, password), clock);
    }
}
