package headwater.crm.graphql.guard;

import graphql.validation.Validator;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;

/** Hangs the guards into Spring for GraphQL. */
@Configuration
class GuardConfiguration {

    @Bean
    static GraphQlSourceBuilderCustomizer documents(DocumentCache cache) {
        // Of the whole JVM: graphql-java has no other place for it.
        Validator.setMaxValidationErrors(Limits.VALIDATION_ERRORS);
        return source -> source.configureGraphQl(engine -> engine.preparsedDocumentProvider(cache));
    }

    @Bean
    GraphQlHttpHandler statusHandler(WebGraphQlHandler handler) {
        return new StatusHandler(handler);
    }
}
