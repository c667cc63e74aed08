package io.zendeskbff.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.local.HttpCalls;
import io.zendeskbff.tools.NodePackages;

/**
 * A Zendesk with a certified OAuth server, the npm package {@code oidc-provider}, in a
 * process of its own: refresh tokens rotate, and whoever uses one twice loses the grant.
 */
final class OidcZendesk implements AutoCloseable {

	private static final String LISTENING = "listening on ";

	private static final int PATIENCE_SECONDS = 60;

	private final HttpCalls calls = new HttpCalls();

	private final Process process;

	private final URI baseUrl;

	private OidcZendesk(Process process, URI baseUrl) {
		this.process = process;
		this.baseUrl = baseUrl;
	}

	/**
	 * Starts it.
	 * @param redirectUri the only one that its client may name
	 */
	static OidcZendesk start(URI redirectUri) {
		try {
			Process node = new ProcessBuilder("node", "oidc-zendesk.mjs", redirectUri.toString())
				.directory(NodePackages.DIRECTORY.toFile())
				.redirectErrorStream(true)
				.start();
			return new OidcZendesk(node, address(node));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static URI address(Process node) {
		CompletableFuture<URI> address = new CompletableFuture<>();
		Thread.ofPlatform().daemon().name("oidc-zendesk").start(() -> listen(node, address));
		try {
			return address.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
		}
		catch (RuntimeException ex) {
			node.destroyForcibly();
			throw ex;
		}
	}

	/** To its end, or the process would wait for somebody to read on. */
	private static void listen(Process node, CompletableFuture<URI> address) {
		StringBuilder output = new StringBuilder();
		node.inputReader().lines().forEach((line) -> {
			output.append(line).append('\n');
			if (line.startsWith(LISTENING)) {
				address.complete(URI.create(line.substring(LISTENING.length())));
			}
		});
		address.completeExceptionally(new IllegalStateException("Node did not start:\n" + output));
	}

	URI baseUrl() {
		return this.baseUrl;
	}

	URI uri(String path) {
		return this.baseUrl.resolve(path);
	}

	/** Answers 401 to every access token given out so far; refresh tokens stay good. */
	void expire() {
		control(HttpRequest.newBuilder(uri("/control/expire")).POST(BodyPublishers.noBody()), 204);
	}

	/** How often the token endpoint was called, by grant type. */
	Map<String, Integer> tokenCalls() {
		return JsonPath.read(stats(), "$.tokenCalls");
	}

	int refusedTokenCalls() {
		return JsonPath.read(stats(), "$.refusedTokenCalls");
	}

	/** How many grants were revoked because a code or a refresh token came again. */
	int reuses() {
		return JsonPath.read(stats(), "$.reuses");
	}

	int accountCalls() {
		return JsonPath.read(stats(), "$.accountCalls");
	}

	private String stats() {
		return control(HttpRequest.newBuilder(uri("/control/stats")), 200);
	}

	private String control(HttpRequest.Builder request, int status) {
		HttpResponse<String> response = this.calls.send(request);
		if (response.statusCode() != status) {
			throw new IllegalStateException("Status " + response.statusCode() + " from " + response.uri());
		}
		return response.body();
	}

	/**
	 * Ends the process.
	 * @return how it ended: 0 when by itself
	 */
	int stop() {
		try {
			this.process.outputWriter().close();
			if (!this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			return this.process.waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.calls.close();
		stop();
	}

}
