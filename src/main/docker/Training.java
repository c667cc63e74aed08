import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.sun.net.httpserver.HttpServer;

/**
 * Puts the service to work for a few seconds, so that an AOT cache made meanwhile knows how it works, JEP 515, and not only
 * how it starts: the JVM compiles by what it was taught, also what was taught wrong. Needs nothing but a JRE: Zendesk and
 * the identity provider are in here. Ends with 1, and with what the service said, when anything is not as it should be.
 *
 * java Training.java COMMAND..., the command that starts the service
 */
final class Training {

	private static final String AUDIENCE = "training";

	private static final String ACCOUNT = """
			{"account_key":"training","status":"active","create_date":"2014-08-06T11:02:09Z",\
			"plan":{"name":"premium","price":55,"max_agents":"25","max_departments":"unlimited","analytics":true},\
			"billing":{"company":"Training","first_name":"Olive","last_name":"Owner","email":"olive@example.com",\
			"address1":"","address2":"","city":"Bern","state":"","postal_code":"3000","country_code":"CH","phone":"",\
			"cycle":1,"additional_info":""}}""";

	private static final int CALLERS = 16;

	private static final int ROUNDS = 800;

	/** By a signal, as a JVM ends. */
	private static final int TERMINATED = 143;

	private static final Duration LONGEST = Duration.ofMinutes(2);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final HttpServer neighbours;

	private final KeyPair keys;

	private final int port = freePort();

	private final int managementPort = freePort();

	private Training() throws IOException, GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		this.keys = generator.generateKeyPair();
		this.neighbours = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.neighbours.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		serve("/.well-known/openid-configuration",
				"{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/jwks\"}".formatted(origin()));
		serve("/jwks", keySet((RSAPublicKey) this.keys.getPublic()));
		serve("/oauth2/chat/token",
				"{\"access_token\":\"training\",\"token_type\":\"Bearer\",\"scope\":\"read write\",\"expires_in\":36000}");
		serve("/api/v2/chat/account", ACCOUNT);
		serve("/api/v2/chat/agents/me",
				"{\"id\":1,\"email\":\"olive@example.com\",\"enabled\":true,\"roles\":{\"owner\":true,\"administrator\":true}}");
		this.neighbours.start();
	}

	public static void main(String[] command) throws Exception {
		Training training = new Training();
		try {
			training.run(List.of(command));
		}
		finally {
			training.neighbours.stop(0);
			training.client.close();
		}
	}

	private void run(List<String> command) throws IOException, InterruptedException, ExecutionException,
			GeneralSecurityException {
		ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).inheritIO();
		builder.command()
			.addAll(List.of("--server.port=" + this.port, "--management.server.port=" + this.managementPort,
					"--server.address=127.0.0.1", "--management.server.address=127.0.0.1",
					"--bff.zendesk.base-url=" + origin(), "--bff.http.drain-period=0s"));
		builder.environment()
			.putAll(Map.of("ZENDESK_CLIENT_ID", "training", "ZENDESK_CLIENT_SECRET", "training", "PORTAL_ISSUER_URI",
					origin(), "PORTAL_AUDIENCE", AUDIENCE));
		Process service = builder.start();
		try {
			awaitReady(service);
			call();
		}
		finally {
			// An orderly end, at which the JVM writes the cache.
			service.destroy();
		}
		if (service.waitFor() != TERMINATED) {
			throw new IllegalStateException("The service ends with " + service.exitValue());
		}
	}

	private void awaitReady(Process service) throws InterruptedException {
		Instant end = Instant.now().plus(LONGEST);
		while (!isReady()) {
			if (!service.isAlive() || Instant.now().isAfter(end)) {
				throw new IllegalStateException("The service does not get ready");
			}
			Thread.sleep(50);
		}
	}

	private boolean isReady() throws InterruptedException {
		try {
			return send(get(this.managementPort, "/actuator/health/readiness")).statusCode() == 200;
		}
		catch (IOException _) {
			return false;
		}
	}

	/** What portals ask for most: the account, by all who may see it, known or not. */
	private void call() throws GeneralSecurityException, InterruptedException, ExecutionException {
		try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
			List<Future<?>> calls = new ArrayList<>();
			for (int caller = 0; caller < CALLERS; caller++) {
				String role = (caller % 2 == 0) ? "zendesk-owner" : "zendesk-admin";
				List<String> tokens = List.of(token(role, caller), token(role, CALLERS + caller));
				calls.add(callers.submit(() -> tokens.forEach(this::read)));
			}
			for (Future<?> call : calls) {
				call.get();
			}
		}
	}

	private void read(String token) {
		try {
			HttpRequest.Builder request = get(this.port, "/api/v2/account").header("Authorization", "Bearer " + token)
				.header("Accept", "application/json");
			HttpResponse<String> first = expect(200, request);
			for (int round = 0; round < ROUNDS; round++) {
				expect(200, request);
			}
			request.header("If-None-Match", first.headers().firstValue("ETag").orElseThrow());
			for (int round = 0; round < ROUNDS; round++) {
				expect(304, request);
			}
			expect(200, get(this.managementPort, "/actuator/prometheus"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private HttpResponse<String> expect(int status, HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<String> response = send(request);
		if (response.statusCode() != status) {
			throw new IllegalStateException(response + ", not " + status);
		}
		return response;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static HttpRequest.Builder get(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(LONGEST);
	}

	private void serve(String path, String json) {
		this.neighbours.createContext(path, (exchange) -> {
			exchange.getRequestBody().readAllBytes();
			byte[] octets = json.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, octets.length);
			exchange.getResponseBody().write(octets);
			exchange.close();
		});
	}

	private String origin() {
		return "http://127.0.0.1:" + this.neighbours.getAddress().getPort();
	}

	private String token(String role, int number) throws GeneralSecurityException {
		long now = Instant.now().getEpochSecond();
		String signed = base64("{\"alg\":\"RS256\",\"kid\":\"training\"}".getBytes(StandardCharsets.UTF_8)) + '.'
				+ base64("""
						{"iss":"%s","aud":"%s","sub":"%d","iat":%d,"exp":%d,"roles":["%s"]}"""
					.formatted(origin(), AUDIENCE, number, now, now + 3600, role)
					.getBytes(StandardCharsets.UTF_8));
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(this.keys.getPrivate());
		signature.update(signed.getBytes(StandardCharsets.US_ASCII));
		return signed + '.' + base64(signature.sign());
	}

	private static String keySet(RSAPublicKey key) {
		return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"training\",\"n\":\"%s\",\"e\":\"%s\"}]}"
			.formatted(base64(unsigned(key.getModulus())), base64(unsigned(key.getPublicExponent())));
	}

	private static byte[] unsigned(BigInteger number) {
		byte[] octets = number.toByteArray();
		return (octets[0] == 0) ? Arrays.copyOfRange(octets, 1, octets.length) : octets;
	}

	private static String base64(byte[] octets) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
