package io.zendeskbff.contract;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.zendeskbff.leak.Secret;
import io.zendeskbff.local.FakeZendesk;

/**
 * Whom a service in a test stands between, a fake Zendesk and an issuer of portal tokens,
 * and the arguments by which it finds them.
 */
final class Neighbours implements AutoCloseable {

	private static final Pattern SECRET = Pattern.compile("secret|password|encryption|-key");

	private final PortalIssuer issuer = new PortalIssuer();

	private final FakeZendesk zendesk = FakeZendesk.start(0);

	PortalIssuer issuer() {
		return this.issuer;
	}

	FakeZendesk zendesk() {
		return this.zendesk;
	}

	/**
	 * The arguments of a service on ephemeral loopback ports.
	 * @param more what the way of running it adds
	 * @param own arguments that replace the usual ones
	 */
	String[] arguments(List<String> more, String... own) {
		Stream<String> usual = Stream.concat(settings().stream(), more.stream())
			.filter((one) -> Stream.of(own).noneMatch((replacing) -> isSame(replacing, one)));
		String[] all = Stream.concat(usual, Stream.of(own)).toArray(String[]::new);
		keepSecrets(all);
		return all;
	}

	private static void keepSecrets(String... arguments) {
		Stream.of(arguments)
			.map((argument) -> argument.split("=", 2))
			.filter((pair) -> SECRET.matcher(pair[0]).find())
			.forEach((pair) -> Secret.SETTINGS.keep(pair[1]));
	}

	/** Spring would take both values for a list. */
	private static boolean isSame(String own, String usual) {
		return own.startsWith(usual.substring(0, usual.indexOf('=') + 1));
	}

	private List<String> settings() {
		String client = "--spring.security.oauth2.client.registration.zendesk.client-";
		String jwt = "--spring.security.oauth2.resourceserver.jwt.";
		return List.of("--server.address=127.0.0.1", "--server.port=0", "--management.server.address=127.0.0.1",
				"--management.server.port=0", "--bff.http.drain-period=0s",
				"--bff.zendesk.base-url=" + this.zendesk.baseUrl(), "--bff.zendesk.requests-per-minute=1000000",
				"--bff.cache.fresh-for=0s", "--bff.cache.stale-while-revalidate=0s", "--bff.cache.stale-if-error=0s",
				client + "id=" + FakeZendesk.CLIENT_ID, client + "secret=" + FakeZendesk.CLIENT_SECRET,
				jwt + "issuer-uri=" + this.issuer.uri(), jwt + "audiences=" + PortalIssuer.AUDIENCE);
	}

	@Override
	public void close() {
		this.zendesk.close();
		this.issuer.close();
	}

}
