package headwater.crm.identity;

import com.nimbusds.jose.jwk.source.ImmutableSecret;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Issues and checks bearer tokens: JWT, HS256 only, signed with the installation's key. */
@Configuration
class Tokens {
    private static final String INSTALLATION = "headwater";
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
                        .issuer(INSTALLATION)
                        .audience(List.of(INSTALLATION))
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
        var decoder = NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        JwtValidators.createDefaultWithIssuer(INSTALLATION),
                        new JwtClaimValidator<@Nullable Object>(
                                JwtClaimNames.AUD,
                                audience ->
                                        audience instanceof List<?> names
                                                && names.contains(INSTALLATION)),
                        // Spring takes a token without an end for one that never ends.
                        new JwtClaimValidator<@Nullable Object>(
                                JwtClaimNames.EXP, Objects::nonNull)));
        return decoder;
    }

    /**
     * A keyed hash that tells one password from another and is of no use without the signing key.
     */
    String fingerprint(String password) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            // No signed token begins so: a fingerprint can never stand for a signature.
            mac.update("password\0".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }
}
