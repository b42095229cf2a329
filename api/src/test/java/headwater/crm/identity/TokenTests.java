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

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

/** Tokens that somebody made or changed himself (row 29 of API.md). */
@Api
class TokenTests {
    @LocalServerPort private int port;
    @Autowired private DSLContext db;
    private byte[] key = new byte[0];

    @BeforeEach
    void readTheKey() {
        key = db.selectFrom(Tables.SIGNING_KEY).limit(1).fetchSingle(Tables.SIGNING_KEY.SECRET);
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

    private static String signed(JWSAlgorithm algorithm, byte[] key, JWTClaimsSet claims)
            throws JOSEException {
        var token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("headwater")
                .audience("headwater")
                .subject("1")
                .expirationTime(in(600));
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
