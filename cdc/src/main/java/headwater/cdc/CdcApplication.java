package headwater.cdc;

import headwater.cdc.health.StreamStatus;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;

import java.time.InstantSource;

/** Starts the stream and its actuator. */
@SpringBootApplication
@EnableConfigurationProperties(Settings.class)
public class CdcApplication {

    public static void main(String[] args) {
        application().run(args);
    }

    static SpringApplication application() {
        SpringApplication application = new SpringApplication(CdcApplication.class);
        // Before anything else uses them, so that a wrong setting is named as such.
        application.addInitializers(
                context ->
                        Binder.get(context.getEnvironment()).bindOrCreate("crm", Settings.class));
        return application;
    }

    @Bean
    StreamStatus streamStatus() {
        return new StreamStatus(InstantSource.system());
    }
}
