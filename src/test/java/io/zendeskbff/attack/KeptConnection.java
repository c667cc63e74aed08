package io.zendeskbff.attack;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A connection to a proxy that is kept from one request to the next. What is read is
 * exactly what was sent: nothing is followed, repeated or unpacked.
 */
final class KeptConnection implements AutoCloseable {

	/** No answer within this time is a failure, whatever else the machine does. */
	private static final int PATIENCE_MILLIS = 120_000;

	private final Socket socket = new Socket();

	private final InputStream input;

	private final String host;

	KeptConnection(int port, String host) throws IOException {
		this.host = host;
		this.socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
		this.socket.setSoTimeout(PATIENCE_MILLIS);
		this.socket.setTcpNoDelay(true);
		this.input = new BufferedInputStream(this.socket.getInputStream(), 16_384);
	}

	/**
	 * Sends a request and waits for its answer.
	 * @param method its method
	 * @param target its path and query
	 * @param headers its lines but that of the host
	 * @param body its body, empty when it has none
	 */
	Answer call(String method, String target, List<String> headers, String body) throws IOException {
		StringBuilder request = new StringBuilder(512).append(method)
			.append(' ')
			.append(target)
			.append(" HTTP/1.1\r\nHost: ")
			.append(this.host);
		headers.forEach((line) -> request.append("\r\n").append(line));
		if (!body.isEmpty()) {
			request.append("\r\nContent-Type: application/json\r\nContent-Length: ")
				.append(body.getBytes(UTF_8).length);
		}
		this.socket.getOutputStream().write(request.append("\r\n\r\n").append(body).toString().getBytes(UTF_8));
		return read(method);
	}

	private Answer read(String method) throws IOException {
		StringBuilder head = new StringBuilder(1024);
		for (int octet = this.input.read(); octet >= 0; octet = this.input.read()) {
			head.append((char) octet);
			if (octet == '\n' && head.length() > 3 && head.charAt(head.length() - 3) == '\n') {
				return withBody(method, head.toString());
			}
		}
		throw new EOFException("after '" + head + "'");
	}

	private Answer withBody(String method, String head) throws IOException {
		Answer answer = new Answer(Integer.parseInt(head.substring(9, 12)), head, "");
		if (method.equals("HEAD") || answer.status() == 304) {
			return answer;
		}
		String length = answer.header("Content-Length");
		if (length == null) {
			throw new IOException("An answer of unknown length: " + head);
		}
		byte[] body = this.input.readNBytes(Integer.parseInt(length));
		return new Answer(answer.status(), head, new String(body, UTF_8));
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
