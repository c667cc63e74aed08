package io.zendeskbff.contract;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.zendeskbff.leak.Published;

/**
 * A connection on which a test says every octet itself: nothing is repeated, nothing is
 * closed unless the test does it.
 */
public final class RawConnection implements AutoCloseable {

	/** No answer within this time is a failure, whatever else the machine does. */
	private static final int PATIENCE_MILLIS = 120_000;

	private static final Pattern REFUSAL = Pattern.compile("HTTP/1\\.[01] [45]");

	private final Socket socket = new Socket();

	private final InputStream input;

	public RawConnection(URI service) throws IOException {
		this.socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), PATIENCE_MILLIS);
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		this.socket.setTcpNoDelay(true);
		this.input = new BufferedInputStream(this.socket.getInputStream(), 1024);
	}

	/** The head of a request, with the empty line that ends it. */
	static String head(String method, String token, String... headers) {
		List<String> lines = new ArrayList<>(List.of(method + " " + RunningBff.ACCOUNT + " HTTP/1.1", "Host: localhost",
				"Authorization: Bearer " + token));
		lines.addAll(List.of(headers));
		return String.join("\r\n", lines) + "\r\n\r\n";
	}

	public void send(String text) throws IOException {
		send(text.getBytes(StandardCharsets.UTF_8));
	}

	public void send(byte[] octets) throws IOException {
		this.socket.getOutputStream().write(octets);
	}

	/**
	 * Reads one answer.
	 * @throws EOFException when the connection ends before it does
	 */
	public RawAnswer read() throws IOException {
		String status = line();
		Map<String, String> headers = headers();
		int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
		byte[] body = this.input.readNBytes(length);
		if (body.length < length) {
			throw new EOFException("in the body");
		}
		RawAnswer answer = new RawAnswer(Integer.parseInt(status.substring(9, 12)), headers,
				new String(body, StandardCharsets.UTF_8));
		if (answer.status() >= 400) {
			Published.REFUSALS.keep(answer.toString());
		}
		return answer;
	}

	private Map<String, String> headers() throws IOException {
		List<String> lines = new ArrayList<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			lines.add(line);
		}
		return lines.stream()
			.collect(Collectors.toMap((line) -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
					(line) -> line.substring(line.indexOf(':') + 1).strip(), (one, other) -> one + ", " + other));
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int octet = this.input.read(); octet != '\n'; octet = this.input.read()) {
			if (octet < 0) {
				throw new EOFException("after '" + line + "'");
			}
			line.append((char) octet);
		}
		return line.toString().stripTrailing();
	}

	/**
	 * Waits until the other side ends the connection, in order or not.
	 * @return whatever it has said before
	 */
	public String readToEnd() {
		StringBuilder text = new StringBuilder();
		try {
			for (int octet = this.input.read(); octet >= 0; octet = this.input.read()) {
				text.append((char) octet);
			}
		}
		catch (java.net.SocketTimeoutException ex) {
			throw new AssertionError("The connection stays open", ex);
		}
		catch (IOException _) {
			// Reset.
		}
		if (REFUSAL.matcher(text).lookingAt()) {
			Published.REFUSALS.keep(text.toString());
		}
		return text.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
