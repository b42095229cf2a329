package headwater.crm.graphql.guard;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Boot's error page is JSON and no GraphQL response, so it is never labelled as one, whatever the
 * client accepts.
 */
@Configuration
class ErrorPageType {

    @Bean
    static FilterRegistrationBean<OncePerRequestFilter> plainJsonErrorPage() {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new PlainJson());
        registration.setDispatcherTypes(DispatcherType.ERROR);
        return registration;
    }

    private static final class PlainJson extends OncePerRequestFilter {
        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return false;
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public Enumeration<String> getHeaders(String name) {
                            return HttpHeaders.ACCEPT.equalsIgnoreCase(name)
                                    ? Collections.enumeration(
                                            List.of(MediaType.APPLICATION_JSON_VALUE))
                                    : super.getHeaders(name);
                        }

                        @Override
                        public String getHeader(String name) {
                            return HttpHeaders.ACCEPT.equalsIgnoreCase(name)
                                    ? MediaType.APPLICATION_JSON_VALUE
                                    : super.getHeader(name);
                        }
                    },
                    response);
        }
    }
}
