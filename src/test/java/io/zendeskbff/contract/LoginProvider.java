package io.zendeskbff.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zendeskbff.leak.Secret;
import tools.jackson.databind.json.JsonMapper;

/**
 * The identity provider of portals' users, who is logged in already and does not have to
 * be asked. What it says of him can be changed, to what no provider should say too.
 */
public final class LoginProvider implements AutoCloseable {

	static final String CLIENT_ID = "bff-login";

	static final String CLIENT_SECRET = "bff-login-secret";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final RSAKey key = newKey();

	private final HttpServer server;

	private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

	private final List<String> secrets = new CopyOnWriteArrayList<>(List.of(CLIENT_SECRET));

	private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

	private volatile Consumer<JWTClaimsSet.Builder> user = (_) -> {
	};

	private volatile Map<String, Object> userInfo = Map.of("sub", "olive");

	private volatile String denial = "";

	private volatile boolean away;

	private volatile String idTokenType = "JWT";

	private volatile UnaryOperator<SignedJWT> forgery = UnaryOperator.identity();

	private final AtomicReference<CountDownLatch> hanging = new AtomicReference<>(new CountDownLatch(0));

	LoginProvider() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		on("/.well-known/openid-configuration", (_) -> metadata());
		on("/jwks", (_) -> new JWKSet(this.key.toPublicJWK()).toJSONObject());
		on("/token", this::token);
		on("/userinfo", (_) -> this.userInfo);
		on("/end-session", (_) -> Map.of());
		this.server.createContext("/authorize", this::authorize);
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.start();
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/** Settings of a service whose users log in here. */
	String[] settings(String... more) {
		String registration = "--spring.security.oauth2.client.registration.portal.client-";
		return Stream
			.concat(Stream.of(registration + "id=" + CLIENT_ID, registration + "secret=" + CLIENT_SECRET,
					"--spring.security.oauth2.client.provider.portal.issuer-uri=" + uri()), Arrays.stream(more))
			.toArray(String[]::new);
	}

	/** Lets everybody who logs in next be an owner, or what else the claims say. */
	public void user(Consumer<JWTClaimsSet.Builder> change) {
		this.user = change;
	}

	void userWithRoles(String... roles) {
		user((claims) -> claims.claim("roles", List.of(roles)));
	}

	void userInfo(Map<String, Object> claims) {
		this.userInfo = claims;
	}

	/** Sends browsers back with an error, RFC 6749 section 4.1.2.1. */
	void deny(String error) {
		this.denial = error;
	}

	/** Answers nothing good, until told otherwise. */
	void beAway(boolean now) {
		this.away = now;
	}

	/** Says in the header of ID tokens that they are something else. */
	void idTokensOfType(String type) {
		this.idTokenType = type;
	}

	/** Has every token signed by somebody or something else. */
	void forge(UnaryOperator<SignedJWT> change) {
		this.forgery = change;
	}

	/** Answers nobody, until reset. */
	void hang() {
		this.hanging.set(new CountDownLatch(1));
	}

	void reset() {
		forge(UnaryOperator.identity());
		idTokensOfType("JWT");
		this.hanging.get().countDown();
		user((_) -> {
		});
		userInfo(Map.of("sub", "olive"));
		deny("");
		beAway(false);
		this.calls.clear();
	}

	/** How often a path was called. */
	public int calls(String path) {
		return this.calls.getOrDefault(path, new AtomicInteger()).get();
	}

	/** A logout token for the user, with other claims. */
	String logoutToken(Consumer<JWTClaimsSet.Builder> change) {
		return logoutToken("logout+jwt", change);
	}

	String logoutToken(String type, Consumer<JWTClaimsSet.Builder> change) {
		Instant now = Instant.now();
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(uri().toString())
			.audience(CLIENT_ID)
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plusSeconds(120)))
			.jwtID(UUID.randomUUID().toString())
			.claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
		change.accept(claims);
		return signed(type, claims.build());
	}

	/**
	 * What nobody may see: codes, states, nonces, verifiers, tokens, the client's secret.
	 */
	List<String> secrets() {
		return List.copyOf(this.secrets);
	}

	String signed(String type, JWTClaimsSet claims) {
		try {
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID())
				.type(new JOSEObjectType(type))
				.build(), claims);
			token.sign(new RSASSASigner(this.key));
			String serialized = this.forgery.apply(token).serialize();
			this.secrets.add(serialized);
			Secret.GRANTS.keep(serialized);
			return serialized;
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Map<String, Object> metadata() {
		return Map.ofEntries(Map.entry("issuer", uri().toString()), endpoint("authorization_endpoint", "/authorize"),
				endpoint("token_endpoint", "/token"), endpoint("userinfo_endpoint", "/userinfo"),
				endpoint("jwks_uri", "/jwks"), endpoint("end_session_endpoint", "/end-session"),
				Map.entry("response_types_supported", List.of("code")),
				Map.entry("subject_types_supported", List.of("public")),
				Map.entry("id_token_signing_alg_values_supported", List.of("RS256")));
	}

	private Map.Entry<String, Object> endpoint(String name, String path) {
		return Map.entry(name, uri() + path);
	}

	private void authorize(HttpExchange exchange) throws IOException {
		count("/authorize");
		Map<String, String> query = parameters(exchange.getRequestURI().getRawQuery());
		String code = UUID.randomUUID().toString();
		this.codes.put(code, query);
		this.secrets.addAll(List.of(code, sole(query, "state"), sole(query, "nonce")));
		String result = this.denial.isEmpty() ? "code=" + code : "error=" + this.denial;
		exchange.getResponseHeaders()
			.set("Location", "%s?%s&state=%s".formatted(sole(query, "redirect_uri"), result,
					URLEncoder.encode(sole(query, "state"), StandardCharsets.UTF_8)));
		exchange.sendResponseHeaders(302, -1);
		exchange.close();
	}

	/** RFC 6749 section 4.1.3 with RFC 7636 section 4.6, for our client alone. */
	private Map<String, ?> token(String form) {
		Map<String, String> sent = parameters(form);
		Map<String, String> asked = this.codes.remove(sole(sent, "code"));
		if (asked == null || !challenge(sole(sent, "code_verifier")).equals(asked.get("code_challenge"))) {
			return Map.of("error", "invalid_grant");
		}
		this.secrets.add(sole(sent, "code_verifier"));
		Instant now = Instant.now();
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(uri().toString())
			.subject("olive")
			.audience(CLIENT_ID)
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plusSeconds(300)))
			.claim("nonce", asked.get("nonce"))
			.claim("sid", "sid-1")
			.claim("name", "Olive Owner")
			.claim("roles", List.of("zendesk-owner"));
		this.user.accept(claims);
		String access = secret("at-");
		return Map.of("access_token", access, "token_type", "Bearer", "expires_in", 300, "id_token",
				signed(this.idTokenType, claims.build()), "refresh_token", secret("rt-"));
	}

	private String secret(String prefix) {
		String secret = prefix + UUID.randomUUID();
		Secret.GRANTS.keep(secret);
		this.secrets.add(secret);
		return secret;
	}

	/** Not by Spring, which would write them to the log. */
	private static Map<String, String> parameters(String form) {
		return Arrays.stream(form.split("&"))
			.map((pair) -> pair.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
	}

	private static String sole(Map<String, String> parameters, String name) {
		return Objects.requireNonNull(parameters.get(name), name);
	}

	private static String challenge(String verifier) {
		try {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(
						MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void on(String path, Function<String, Map<String, ?>> answer) {
		this.server.createContext(path, (exchange) -> {
			count(path);
			awaitTurn();
			Map<String, ?> members = answer
				.apply(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			byte[] body = JSON.writeValueAsBytes(members);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(this.away ? 503 : members.containsKey("error") ? 400 : 200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	private void awaitTurn() {
		try {
			this.hanging.get().await();
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void count(String path) {
		this.calls.computeIfAbsent(path, (_) -> new AtomicInteger()).incrementAndGet();
	}

	private static RSAKey newKey() {
		try {
			return new RSAKeyGenerator(2048).keyID("login-key").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.hanging.get().countDown();
		this.server.stop(0);
	}

}
