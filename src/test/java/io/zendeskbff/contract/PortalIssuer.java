package io.zendeskbff.contract;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

/**
 * The issuer of the portal servers' tokens, good and bad ones alike.
 */
public final class PortalIssuer implements AutoCloseable {

	static final String AUDIENCE = "zendesk-account-bff";

	private final WireMockServer server = new WireMockServer(
			WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort().http2PlainDisabled(true));

	private final RSAKey key = newKey();

	private final RSAKey strangersKey = newKey();

	PortalIssuer() {
		this.server.start();
		this.server.stubFor(WireMock.get("/.well-known/openid-configuration")
			.willReturn(WireMock.okJson("{\"issuer\":\"%s\",\"jwks_uri\":\"%s/jwks\"}".formatted(uri(), uri()))));
		publish(new JWKSet(this.key.toPublicJWK()));
	}

	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.port());
	}

	public String owner() {
		return withRoles("zendesk-owner");
	}

	public String admin() {
		return withRoles("zendesk-admin");
	}

	public String withRoles(String... roles) {
		return with((claims) -> claims.claim("roles", List.of(roles)));
	}

	/** An owner's token with other claims. */
	public String with(Consumer<JWTClaimsSet.Builder> change) {
		return signed(JOSEObjectType.JWT, change);
	}

	String typed(@Nullable String type) {
		return signed((type != null) ? new JOSEObjectType(type) : null, (_) -> {
		});
	}

	public String signedByStranger() {
		return sign(JWSAlgorithm.RS256, JOSEObjectType.JWT, signer(this.strangersKey), (_) -> {
		});
	}

	/** The claims of an owner's token, as JSON. */
	public String claims() {
		return claims((_) -> {
		}).toString();
	}

	/** Whatever is given, under a good signature. */
	public String signed(String header, String payload) {
		return signed(header, payload, this.key);
	}

	/** Whatever is given, under a signature of somebody else. */
	public String signedByStranger(String header, String payload) {
		return signed(header, payload, this.strangersKey);
	}

	private static String signed(String header, String payload, RSAKey key) {
		String signed = base64(header.getBytes(StandardCharsets.UTF_8)) + '.'
				+ base64(payload.getBytes(StandardCharsets.UTF_8));
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(key.toPrivateKey());
			signature.update(signed.getBytes(StandardCharsets.US_ASCII));
			return signed + '.' + base64(signature.sign());
		}
		catch (GeneralSecurityException | JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String base64(byte[] octets) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
	}

	public String strangersPublicKey() {
		return this.strangersKey.toPublicJWK().toJSONString();
	}

	/** An owner's token under another key. */
	public String signedBy(JWSAlgorithm algorithm, ECKey other) throws JOSEException {
		return sign(algorithm, JOSEObjectType.JWT, new ECDSASigner(other), (_) -> {
		});
	}

	/** The public key taken for a shared secret. */
	String signedWithPublicKey() {
		try {
			return sign(JWSAlgorithm.HS256, JOSEObjectType.JWT, new MACSigner(this.key.toRSAPublicKey().getEncoded()),
					(_) -> {
					});
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The owner's claims under an algorithm that is not the configured one. */
	public String signedWith(JWSAlgorithm algorithm) {
		return sign(algorithm, JOSEObjectType.JWT, signer(this.key), (_) -> {
		});
	}

	/** Signed by a key that is nowhere published, with a key id that nobody has seen. */
	String withUnknownKeyId() {
		try {
			return sign(new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate());
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** How often the keys were fetched. */
	public int keyFetches() {
		return fetchesOf("/jwks");
	}

	public int fetchesOf(String path) {
		return this.server.findAll(WireMock.getRequestedFor(WireMock.urlEqualTo(path))).size();
	}

	/**
	 * Publishes another key in the place of the one that all tokens are signed with.
	 * @return an owner's token that is signed with it
	 */
	String rotate() {
		try {
			RSAKey next = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
			publish(new JWKSet(next.toPublicJWK()));
			return sign(next);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Publishes these keys and no others. */
	public void publish(JWKSet keys) {
		this.server.stubFor(WireMock.get("/jwks").willReturn(WireMock.okJson(keys.toString())));
	}

	/** Answers nothing good any more. */
	void breakDown() {
		this.server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.serverError()));
	}

	public String unsigned() {
		return new PlainJWT(claims((_) -> {
		})).serialize();
	}

	private String sign(RSAKey foreign) throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(foreign.getKeyID()).build(),
				claims((_) -> {
				}));
		token.sign(new RSASSASigner(foreign));
		return token.serialize();
	}

	private String signed(@Nullable JOSEObjectType type, Consumer<JWTClaimsSet.Builder> change) {
		return sign(JWSAlgorithm.RS256, type, signer(this.key), change);
	}

	private String sign(JWSAlgorithm algorithm, @Nullable JOSEObjectType type, JWSSigner signer,
			Consumer<JWTClaimsSet.Builder> change) {
		try {
			JWSHeader header = new JWSHeader.Builder(algorithm).keyID(this.key.getKeyID()).type(type).build();
			SignedJWT token = new SignedJWT(header, claims(change));
			token.sign(signer);
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
		Instant now = Instant.now();
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(uri().toString())
			.subject("portal-server")
			.audience(AUDIENCE)
			.issueTime(Date.from(now.minusSeconds(300)))
			.expirationTime(Date.from(now.plusSeconds(600)))
			.claim("roles", List.of("zendesk-owner"))
			.claim("extra", Map.of("nested", true));
		change.accept(claims);
		return claims.build();
	}

	private static JWSSigner signer(RSAKey key) {
		try {
			return new RSASSASigner(key);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static RSAKey newKey() {
		try {
			return new RSAKeyGenerator(2048).keyID("portal-key").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
