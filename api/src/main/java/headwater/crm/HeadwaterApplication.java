package headwater.crm;

import headwater.crm.setup.WrongSettings;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the application. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HeadwaterApplication {
    public static void main(String[] args) {
        try {
            SpringApplication.run(HeadwaterApplication.class, args);
        } catch (RuntimeException reported) {
            // Spring Boot itself fails to take the exit code from a context that is half made.
            System.exit(WrongSettings.exitCode(reported));
        }
    }
}
