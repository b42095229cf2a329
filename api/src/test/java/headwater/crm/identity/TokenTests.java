package headwater.crm.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import headwater.crm.Api;
import headwater.crm.db.internal.Tables;
import headwater.crm.graphql.Wire;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

/** Tokens that somebody made or changed himself (row 29 of API.md). */
@Api
class TokenTests {
    @LocalServerPort private int port;
    @Autowired private DSLContext db;
    private byte[] key = new byte[0];
    private String keyId = "";
    private String sessionId = "";

    @BeforeEach
    void readTheKey() {
        String issued = new Wire(port).signedIn().token();
        var row =
                db.selectFrom(Tables.SIGNING_KEY)
                        .orderBy(Tables.SIGNING_KEY.SIGNING_KEY_ID.desc())
                        .limit(1)
                        .fetchSingle();
        key = row.getSecret();
        keyId = Long.toString(row.getSigningKeyId());
        try {
            sessionId = SignedJWT.parse(issued).getJWTClaimsSet().getStringClaim("sid");
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void takesATokenAsItIssuesThem() throws Exception {
        assertThat(ask(signed(claims().build())).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesATokenWithoutSignature() throws Exception {
        assertRefused(new PlainJWT(claims().build()).serialize());
    }

    @Test
    void refusesAnotherAlgorithmEvenWithTheRightKey() throws Exception {
        assertRefused(signed(JWSAlgorithm.HS512, Arrays.copyOf(key, 64), claims().build()));
    }

    @Test
    void refusesAnotherKey() throws Exception {
        assertRefused(signed(JWSAlgorithm.HS256, new byte[32], claims().build()));
    }

    @Test
    void refusesAnotherIssuer() throws Exception {
        assertRefused(signed(claims().issuer("somebody").build()));
    }

    @Test
    void refusesATokenForAnotherAudienceOrForNone() throws Exception {
        assertRefused(signed(claims().audience("another product").build()));
        assertRefused(signed(claims().audience((String) null).build()));
    }

    @Test
    void refusesATokenThatHasEndedOrNeverEnds() throws Exception {
        assertRefused(signed(claims().expirationTime(in(-120)).build()));
        assertRefused(signed(claims().expirationTime(null).build()));
    }

    @Test
    void refusesATokenBeforeItsTime() throws Exception {
        assertRefused(signed(claims().notBeforeTime(in(600)).build()));
    }

    @Test
    void refusesATokenThatNamesNoSessionOrAnotherPersons() throws Exception {
        assertRefused(signed(claims().claim("sid", null).build()));
        assertRefused(signed(claims().claim("sid", "999999999").build()));
        assertRefused(signed(claims().subject("2").build()));
        assertRefused(signed(claims().subject("root").build()));
    }

    @Test
    void refusesATokenThatNamesNoKeyOrAnUnknownOne() throws Exception {
        for (String id : Arrays.asList(null, "999999999", "../../key", "0x1")) {
            assertRefused(signed(JWSAlgorithm.HS256, key, id, claims().build()));
        }
    }

    @Test
    void refusesHugeTokens() throws Exception {
        assertRefused("a".repeat(6_000));
        assertThat(ask("a".repeat(60_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void keepsTokensOfTheKeyBeforeUntilTheNextRotation() throws Exception {
        Wire admin = new Wire(port).signedIn();
        Wire before = new Wire(port).with("Authorization", "Bearer " + admin.token());

        String first = rotate(admin);
        assertThat(before.ask("{ __typename }").status()).isEqualTo(200);
        Wire after = new Wire(port).signedIn();
        assertThat(SignedJWT.parse(after.token()).getHeader().getKeyID()).isEqualTo(first);

        rotate(after);
        assertRefused(before.token());
        assertThat(after.ask("{ __typename }").status()).isEqualTo(200);
    }

    @Test
    void lastsFifteenMinutes() throws Exception {
        var claims = SignedJWT.parse(new Wire(port).signedIn().token()).getJWTClaimsSet();

        assertThat(
                        Duration.between(
                                claims.getIssueTime().toInstant(),
                                claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
    }

    private static String rotate(Wire admin) {
        return admin.ask("mutation { rotateSigningKey { kid } }")
                .json()
                .at("/data/rotateSigningKey/kid")
                .asString();
    }

    private void assertRefused(String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(token);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer error=\"invalid_token\"");
    }

    private HttpResponse<String> ask(String token) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + token)
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"query\":\"{ __typename }\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(JWSAlgorithm.HS256, key, claims);
    }

    private String signed(JWSAlgorithm algorithm, byte[] secret, JWTClaimsSet claims)
            throws JOSEException {
        return signed(algorithm, secret, keyId, claims);
    }

    private static String signed(
            JWSAlgorithm algorithm, byte[] key, @Nullable String keyId, JWTClaimsSet claims)
            throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("headwater")
                .audience("headwater")
                .subject("1")
                .claim("sid", sessionId)
                .expirationTime(in(600));
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
