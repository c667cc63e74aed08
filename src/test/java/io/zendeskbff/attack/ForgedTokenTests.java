package io.zendeskbff.attack;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.zendeskbff.contract.BffExtension;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * ATTACKS.md, row JWT: tokens that somebody has made up, octet by octet, RFC 8725 section
 * 3. CallersTests has those that are only not for this service or this time.
 */
@ExtendWith(BffExtension.class)
class ForgedTokenTests {

	private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"portal-key\"}";

	/** The signature is right, and what is signed is not. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			no algorithm              | {'kid':'portal-key'}
			none                      | {'alg':'none','kid':'portal-key'}
			None                      | {'alg':'None','kid':'portal-key'}
			nOnE                      | {'alg':'nOnE','kid':'portal-key'}
			another spelling          | {'alg':'rs256','kid':'portal-key'}
			an unknown one            | {'alg':'RS1','kid':'portal-key'}
			a symmetric one           | {'alg':'HS256','kid':'portal-key'}
			a number                  | {'alg':256,'kid':'portal-key'}
			a key id that is a path   | {'alg':'RS256','kid':'../../../dev/null'}
			a key id that is a query  | {'alg':'RS256','kid':'portal-key&x=1'}
			what is critical, unknown | {'alg':'RS256','kid':'portal-key','crit':['exp'],'exp':1}
			a payload as it is        | {'alg':'RS256','kid':'portal-key','b64':false,'crit':['b64']}
			compression               | {'alg':'RS256','kid':'portal-key','zip':'DEF'}
			an ID token               | {'alg':'RS256','kid':'portal-key','typ':'id_token'}
			a logout token            | {'alg':'RS256','kid':'portal-key','typ':'logout+jwt'}
			a security event          | {'alg':'RS256','kid':'portal-key','typ':'secevent+jwt'}
			a proof of possession     | {'alg':'RS256','kid':'portal-key','typ':'dpop+jwt'}
			no object                 | ['RS256']
			no JSON                   | alg=RS256
			""")
	void tokenIsRefusedWhenItsHeaderIsOdd(String what, String header, RunningBff bff) {
		assertRefused(what, bff.issuer().signed(json(header), bff.issuer().claims()), bff);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					an expiry in words     | 'exp':      | 'exp':'9999999999','old_exp':
					an expiry in no number | 'exp':      | 'exp':{},'old_exp':
					an expiry of long ago  | 'exp':      | 'exp':-1,'old_exp':
					an issuer in a list    | 'iss':      | 'iss':['ISSUER'],'old_iss':
					an issuer with a slash | 'iss':      | 'iss':'ISSUER/','old_iss':
					a part of the audience | 'aud':      | 'aud':'zendesk','old_aud':
					another audience       | 'aud':      | 'aud':['zendesk-account-bff.evil.example'],'old_aud':
					a number for audience  | 'aud':      | 'aud':1,'old_aud':
					a key to be shown      | 'sub':      | 'cnf':{'jkt':'0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I'},'sub':
					a certificate to show  | 'sub':      | 'cnf':{'x5t#S256':'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2'},'sub':
					""")
	void tokenIsRefusedWhenAClaimIsOdd(String what, String claim, String other, RunningBff bff) {
		String good = bff.issuer().claims();
		String odd = good.replace(json(claim), json(other).replace("ISSUER", bff.issuer().uri().toString()));
		assertThat(odd).isNotEqualTo(good);
		assertRefused(what, bff.issuer().signed(HEADER, odd), bff);
	}

	@Test
	void tokenIsRefusedWhenItIsInAnotherOne(RunningBff bff) {
		assertRefused("nested",
				bff.issuer().signed("{\"alg\":\"RS256\",\"kid\":\"portal-key\",\"cty\":\"JWT\"}", bff.issuer().owner()),
				bff);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HEAD.BODY.", "HEAD.BODY", "HEAD..SIGNATURE", ".BODY.SIGNATURE", "HEAD.BODY.SIGNATURE.",
			"HEAD.BODY.SIGNATURE.SIGNATURE", "HEAD.BODY.AAAA", "..", "HEAD.BODY.SIGNATURE=", "HEAD.BODY.+SIGNATURE" })
	void tokenIsRefusedWhenAPartIsMissingOrOdd(String shape, RunningBff bff) {
		String[] parts = bff.issuer().owner().split("\\.", -1);
		assertRefused(shape, shape.replace("HEAD", parts[0]).replace("BODY", parts[1]).replace("SIGNATURE", parts[2]),
				bff);
	}

	/**
	 * RFC 8725 section 3.10: nobody is asked where the caller says, nor is his key taken.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "\"jku\":\"URI/evil-jwks\"", "\"x5u\":\"URI/evil-jwks\"", "\"jwk\":KEY",
			"\"x5c\":[\"MIIB\"]", "\"jku\":\"URI/jwks\",\"jwk\":KEY" })
	void keyIsTheIssuersWhenTokenBringsItsOwn(String where) {
		try (RunningBff bff = RunningBff.start()) {
			String header = where.replace("URI", bff.issuer().uri().toString())
				.replace("KEY", bff.issuer().strangersPublicKey());
			assertRefused(where, bff.issuer()
				.signedByStranger("{\"alg\":\"RS256\",\"kid\":\"portal-key\"," + header + "}", bff.issuer().claims()),
					bff);
			assertThat(bff.issuer().fetchesOf("/evil-jwks")).isZero();
			assertThat(bff.issuer().keyFetches()).isOne();
		}
	}

	/** CVE-2022-21449. */
	@Test
	void tokenIsRefusedWhenItsCurvePointIsZero() throws JOSEException {
		ECKey key = new ECKeyGenerator(Curve.P_256).keyID("portal-key").generate();
		try (RunningBff bff = RunningBff
			.start("--spring.security.oauth2.resourceserver.jwt.jws-algorithms=RS256,ES256")) {
			bff.issuer().publish(new JWKSet(key.toPublicJWK()));
			String good = bff.issuer().signedBy(JWSAlgorithm.ES256, key);
			assertThat(bff.get(RunningBff.ACCOUNT, good).statusCode()).isEqualTo(200);
			String signed = good.substring(0, good.lastIndexOf('.') + 1);
			long before = bff.accountCalls();
			assertThat(bff.get(RunningBff.ACCOUNT, signed + base64(new byte[64])).statusCode()).isEqualTo(401);
			assertThat(bff.accountCalls()).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HS256", "RS512", "none", "EdDSA", "rs256", "RS256,HS256" })
	void serviceDoesNotStartWhenAnAlgorithmIsNotOneOfThree(String algorithms) {
		assertThatThrownBy(
				() -> RunningBff.start("--spring.security.oauth2.resourceserver.jwt.jws-algorithms=" + algorithms)
					.close())
			.hasStackTraceContaining("jws-algorithms");
	}

	@Test
	void tokenIsTakenOnlyWhenItsAlgorithmIsConfigured() {
		try (RunningBff bff = RunningBff.start("--spring.security.oauth2.resourceserver.jwt.jws-algorithms=PS256")) {
			assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().signedWith(JWSAlgorithm.PS256)).statusCode())
				.isEqualTo(200);
			long before = bff.accountCalls();
			for (JWSAlgorithm other : new JWSAlgorithm[] { JWSAlgorithm.RS256, JWSAlgorithm.PS384,
					JWSAlgorithm.RS512 }) {
				assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().signedWith(other)).statusCode()).as("%s", other)
					.isEqualTo(401);
			}
			assertThat(bff.accountCalls()).isEqualTo(before);
		}
	}

	/** FAULTS.md T8: two fetches a minute, and a flood may take longer than one. */
	@Test
	void keysAreFetchedTwiceAMinuteAtMostWhenTenThousandKeyIdsAreUnknown() {
		Instant start = Instant.now();
		try (RunningBff bff = RunningBff.start()) {
			Set<Integer> statuses = ConcurrentHashMap.newKeySet();
			IntStream.range(0, 10_000).parallel().forEach((number) -> {
				String header = "{\"alg\":\"RS256\",\"kid\":\"" + number + "\"}";
				String token = bff.issuer().signed(header, bff.issuer().claims());
				statuses.add(bff.get(RunningBff.ACCOUNT, token).statusCode());
			});
			long minutes = Duration.between(start, Instant.now()).toMinutes() + 1;
			assertThat(statuses).containsExactly(401);
			assertThat(bff.issuer().keyFetches()).isLessThanOrEqualTo((int) (2 * minutes));
			assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().owner()).statusCode()).isEqualTo(200);
		}
	}

	private static void assertRefused(String what, String token, RunningBff bff) {
		HttpResponse<String> answer = bff.get(RunningBff.ACCOUNT, token, "X-Request-Id", "same");
		assertThat(answer.statusCode()).as(what).isEqualTo(401);
		assertThat(answer.body()).as(what)
			.isEqualTo(bff.get(RunningBff.ACCOUNT, "garbage", "X-Request-Id", "same").body());
		assertThat(answer.headers().map()).as(what).doesNotContainKey("set-cookie");
		assertThat(bff.accountCalls()).as(what).isZero();
	}

	/** Quotes as a table can hold them. */
	private static String json(String text) {
		return text.replace('\'', '"');
	}

	private static String base64(byte[] octets) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
	}

}
