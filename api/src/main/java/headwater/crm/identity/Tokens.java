package headwater.crm.identity;

import com.nimbusds.jose.jwk.source.ImmutableSecret;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import javax.crypto.spec.SecretKeySpec;

/** Issues and checks bearer tokens: JWT, HS256 only, signed with the installation's key. */
@Configuration
class Tokens {
    private static final Duration VALID_FOR = Duration.ofHours(12);

    private final SecretKeySpec key;
    private final Clock clock;

    Tokens(CredentialRepository credentials, Clock clock) {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        this.key = new SecretKeySpec(credentials.signingKey(fresh), "HmacSHA256");
        this.clock = clock;
    }

    String issue(long userId) {
        Instant now = clock.instant();
        var claims =
                JwtClaimsSet.builder()
                        .issuer("headwater")
                        .subject(Long.toString(userId))
                        .issuedAt(now)
                        .expiresAt(now.plus(VALID_FOR))
                        .build();
        return new NimbusJwtEncoder(new ImmutableSecret<>(key))
                .encode(
                        JwtEncoderParameters.from(
                                JwsHeader.with(MacAlgorithm.HS256).build(), claims))
                .getTokenValue();
    }

    @Bean
    JwtDecoder jwtDecoder() {
        return NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }
}
