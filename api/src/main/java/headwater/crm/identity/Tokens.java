package headwater.crm.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

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
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import javax.crypto.SecretKey;

/** Issues and checks access tokens: JWT, HS256 only, signed with the installation's newest key. */
@Configuration
class Tokens {
    static final Duration VALID_FOR = Duration.ofMinutes(15);

    private static final String INSTALLATION = "headwater";
    private static final String SESSION = "sid";
    private static final String KEY_ID = "kid";

    private final SigningKeys keys;
    private final Clock clock;
    private final JwtDecoder decoder;

    Tokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.decoder = decoder(keys);
    }

    /** What a token says whose signature and time are right. */
    record AccessToken(long userId, long sessionId, long keyId) {}

    String issue(long userId, long sessionId) {
        Instant now = clock.instant();
        var signer = keys.newest();
        var claims =
                JwtClaimsSet.builder()
                        .issuer(INSTALLATION)
                        .audience(List.of(INSTALLATION))
                        .subject(Long.toString(userId))
                        .claim(SESSION, Long.toString(sessionId))
                        .issuedAt(now)
                        .expiresAt(now.plus(VALID_FOR))
                        .build();
        var header = JwsHeader.with(MacAlgorithm.HS256).keyId(Long.toString(signer.id())).build();
        var key =
                new OctetSequenceKey.Builder(signer.key())
                        .keyID(Long.toString(signer.id()))
                        .algorithm(JWSAlgorithm.HS256)
                        .build();
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)))
                .encode(JwtEncoderParameters.from(header, claims))
                .getTokenValue();
    }

    /** Null if it is no token of ours, or not of now. */
    @Nullable AccessToken read(String token) {
        try {
            // Before decoding, which would take a database that fails for a wrong token.
            keyOf(SignedJWT.parse(token).getHeader(), keys);
            var jwt = decoder.decode(token);
            return new AccessToken(
                    Long.parseLong(jwt.getSubject()),
                    Long.parseLong(jwt.getClaimAsString(SESSION)),
                    Long.parseLong(String.valueOf(jwt.getHeaders().get(KEY_ID))));
        } catch (JwtException | NumberFormatException | ParseException e) {
            return null;
        }
    }

    /** Without this bean Boot would make up a user with a password of its own. */
    @Bean
    JwtDecoder jwtDecoder() {
        return decoder;
    }

    private static JwtDecoder decoder(SigningKeys keys) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(
                (header, context) -> {
                    SecretKey key = keyOf(header, keys);
                    return key == null ? List.of() : List.of(key);
                });
        // Spring's validators below check the claims.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var decoder = new NimbusJwtDecoder(processor);
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

    private static @Nullable SecretKey keyOf(JWSHeader header, SigningKeys keys) {
        String id = header.getKeyID();
        return JWSAlgorithm.HS256.equals(header.getAlgorithm())
                        && id != null
                        && id.matches("[0-9]{1,18}")
                ? keys.byId(Long.parseLong(id))
                : null;
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }
}
