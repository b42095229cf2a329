package headwater.crm.identity.graphql;

import headwater.crm.graphql.ErrorAnswer;
import headwater.crm.identity.Bearers;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Checks bearer tokens; which field needs one is the schema's business. No sessions, so no CSRF.
 */
@Configuration
class SecurityConfiguration {
    /** Answers are data; a browser that takes one for a page finds nothing it may load or run. */
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /** Made of its own files alone too; its editor writes style sheets and keeps fonts in them. */
    private static final String GRAPHIQL =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:;"
                    + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The dashboard is made of its own files alone. */
    private static final String DASHBOARD =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String[] DASHBOARD_FILES = {"/", "/index.html", "/assets/**"};

    @Bean
    SecurityFilterChain requests(HttpSecurity http, Bearers bearers, ErrorAnswer errors) {
        return http.csrf(csrf -> csrf.disable())
                .cors(Customizer.withDefaults())
                .headers(SecurityConfiguration::headers)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(DASHBOARD_FILES)
                                        .permitAll()
                                        .requestMatchers(
                                                "/graphql",
                                                "/graphiql",
                                                "/actuator/health",
                                                "/error")
                                        .permitAll()
                                        .requestMatchers("/files", "/files/*")
                                        .authenticated()
                                        .anyRequest()
                                        .denyAll())
                .addFilterAt(
                        new BearerFilter(bearers, errors), BearerTokenAuthenticationFilter.class)
                .exceptionHandling(
                        refusals ->
                                refusals.authenticationEntryPoint(
                                        (request, response, nobody) ->
                                                BearerFilter.refuse(
                                                        request,
                                                        response,
                                                        errors,
                                                        "Only those who are signed in get here.")))
                .build();
    }

    /**
     * Requests from pages of other origins than CRM_ALLOWED_ORIGINS names are turned away, simple
     * ones included.
     */
    @Bean
    static CorsConfigurationSource corsConfigurationSource(
            @Value("${crm.allowed-origins:}") List<String> origins) {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "POST"));
        allowed.setAllowedHeaders(List.of("Authorization", "Content-Type", "X-CRM-Door"));
        allowed.setExposedHeaders(
                List.of(
                        "Retry-After",
                        "x-ratelimit-limit",
                        "x-ratelimit-remaining",
                        "x-ratelimit-restore-rate"));
        allowed.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", allowed);
        return source;
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        var paths = PathPatternRequestMatcher.withDefaults();
        var graphiql = paths.matcher("/graphiql");
        var dashboard =
                new OrRequestMatcher(
                        Arrays.stream(DASHBOARD_FILES)
                                .map(paths::matcher)
                                .toArray(RequestMatcher[]::new));
        headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .addHeaderWriter(csp(graphiql, GRAPHIQL))
                .addHeaderWriter(csp(dashboard, DASHBOARD))
                .addHeaderWriter(
                        csp(
                                new NegatedRequestMatcher(
                                        new OrRequestMatcher(graphiql, dashboard)),
                                NOTHING));
    }

    private static HeaderWriter csp(RequestMatcher pages, String policy) {
        return new DelegatingRequestMatcherHeaderWriter(
                pages, new ContentSecurityPolicyHeaderWriter(policy));
    }
}
