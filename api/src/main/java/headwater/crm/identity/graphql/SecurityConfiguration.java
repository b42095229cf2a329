package headwater.crm.identity.graphql;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Checks bearer tokens; which field needs one is the schema's business. No sessions, so no CSRF.
 */
@Configuration
class SecurityConfiguration {

    @Bean
    SecurityFilterChain requests(HttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(
                                                "/",
                                                "/index.html",
                                                "/assets/**",
                                                "/graphql",
                                                "/graphiql",
                                                "/actuator/health",
                                                "/error")
                                        .permitAll()
                                        .anyRequest()
                                        .denyAll())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                .build();
    }
}
