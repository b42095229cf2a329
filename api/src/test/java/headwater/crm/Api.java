package headwater.crm;

import headwater.engines.SharedEngines;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The whole application over HTTP on a real PostgreSQL; one context and one database for all
 * classes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = Api.Engines.class)
@Import({Company.class, StatementCount.class, SchemaReports.class, BrokenDatabase.class})
public @interface Api {
    String ADMIN_PASSWORD = "correct horse battery";

    /** Points the application at the engines of this JVM. */
    class Engines implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var postgres = SharedEngines.postgres();
            TestPropertyValues.of(
                            "crm.postgres-url=" + postgres.jdbcUrl("crm"),
                            "crm.postgres-user=" + postgres.user(),
                            "crm.postgres-password=" + postgres.password(),
                            // Nothing listens here: what needs the warehouse is tested with the
                            // whole system.
                            "crm.clickhouse-url=http://127.0.0.1:1",
                            "crm.admin-password=" + ADMIN_PASSWORD,
                            // Tests of what is due do it themselves.
                            "crm.jobs=false")
                    .applyTo(context);
        }
    }
}
