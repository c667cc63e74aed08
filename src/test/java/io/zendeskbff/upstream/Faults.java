package io.zendeskbff.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The faults by the names that a table of them can have: here those of connections and
 * framing, beside them those of {@link WrongAnswers}.
 */
public final class Faults {

	/** No fault at all. */
	static final Fault NONE = (client, zendesk) -> client.send(RawAnswer.account(zendesk));

	private static final String CHUNKED = "Transfer-Encoding: chunked";

	private static final String BLANKS = " ".repeat(1024);

	private static final Duration DRIP = Duration.ofMillis(100);

	/** Long enough for the client to have read what came before. */
	private static final Duration MOMENT = Duration.ofMillis(100);

	private static final int MEGABYTE = 1 << 20;

	private Faults() {
	}

	/**
	 * A fault by its name.
	 * @param name one of those below, or of those of complete answers
	 */
	public static Fault named(String name) {
		return switch (name) {
			case "none" -> NONE;
			case "no answer" -> (_, _) -> {
			};
			case "drip in the head" -> (client, _) -> drip(client, "HTTP/1.1 200 OK\r\nX-Drip: ", "canary");
			case "drip in the body" ->
				(client, zendesk) -> drip(client, RawAnswer.head(zendesk, "Content-Length: 5000"), " ");
			case "reset" -> (client, _) -> client.reset();
			case "end" -> (client, _) -> client.close();
			case "reset in the body" -> Faults::resetInTheBody;
			case "end in the body" -> (client, zendesk) -> cut(client, RawAnswer.account(zendesk), 40);
			case "end in a chunk" -> (client, zendesk) -> cut(client, chunked(zendesk, zendesk.account()), 40);
			case "end without a last chunk" -> (client, zendesk) -> cut(client, chunked(zendesk, zendesk.account()), 0);
			case "half the JSON in a chunk" ->
				(client, zendesk) -> client.send(chunked(zendesk, half(zendesk)) + chunk(""));
			case "no size of a chunk" -> (client, zendesk) -> client.send(chunked(zendesk, "{}") + "canary\r\n{}\r\n");
			case "gzip bomb" -> Faults::bomb;
			case "endless body" -> (client, zendesk) -> endlessly(client, RawAnswer.head(zendesk), BLANKS);
			case "endless body with a length" ->
				(client, zendesk) -> endlessly(client, RawAnswer.head(zendesk, "Content-Length: 9000000000"), BLANKS);
			case "endless chunks" ->
				(client, zendesk) -> endlessly(client, RawAnswer.head(zendesk, CHUNKED), chunk(BLANKS));
			case "endless headers" ->
				(client, _) -> endlessly(client, "HTTP/1.1 200 OK\r\n", "X-Canary: canary\r\n".repeat(50));
			case "endless header" ->
				(client, _) -> endlessly(client, "HTTP/1.1 200 OK\r\nX-Canary: ", "canary".repeat(200));
			case "no HTTP" -> (client, _) -> client.send("220 canary ESMTP\r\n\r\n");
			case "no HTTP, then end" -> (client, _) -> cut(client, "\u0015\u0003\u0001\u0000\u0002\u0002P", 0);
			default -> WrongAnswers.named(name);
		};
	}

	private static void drip(Conversation client, String head, String octet) throws IOException {
		client.send(head);
		client.drip(octet, DRIP);
	}

	private static void resetInTheBody(Conversation client, RawZendesk zendesk) throws IOException {
		String answer = RawAnswer.account(zendesk);
		client.send(answer.substring(0, answer.length() - 40));
		client.awaitClose(MOMENT);
		client.reset();
	}

	private static void cut(Conversation client, String answer, int missing) throws IOException {
		client.send(answer.substring(0, answer.length() - missing));
		client.close();
	}

	static String half(RawZendesk zendesk) {
		return zendesk.account().substring(0, zendesk.account().length() / 2);
	}

	/** All in one chunk, without the last one, which is empty. */
	private static String chunked(RawZendesk zendesk, String body) {
		return RawAnswer.head(zendesk, CHUNKED) + chunk(body);
	}

	private static String chunk(String octets) {
		return Integer.toHexString(octets.length()) + "\r\n" + octets + "\r\n";
	}

	/** Until the client has had enough. */
	private static void endlessly(Conversation client, String head, String more) throws IOException {
		client.send(head);
		while (true) {
			client.send(more);
		}
	}

	/** A gigabyte of zeros: as many members of one megabyte, RFC 1952 section 2.2. */
	private static void bomb(Conversation client, RawZendesk zendesk) throws IOException {
		String member = gzip("\0".repeat(MEGABYTE));
		client.send(RawAnswer.head(zendesk, "Content-Encoding: gzip"));
		for (int i = 0; i < 1024; i++) {
			client.send(member);
		}
		client.close();
	}

	static String gzip(String octets) throws IOException {
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
			zip.write(octets.getBytes(ISO_8859_1));
		}
		return zipped.toString(ISO_8859_1);
	}

}
