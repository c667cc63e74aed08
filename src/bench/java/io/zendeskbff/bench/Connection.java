package io.zendeskbff.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One kept connection to a server, for one request at a time: as little of HTTP/1.1 as
 * the measured servers speak.
 */
final class Connection implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 20_000;

	private final int port;

	private Socket socket;

	private InputStream in;

	Connection(int port) throws IOException {
		this.port = port;
		open();
	}

	private void open() throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
		this.in = new BufferedInputStream(this.socket.getInputStream(), 16_384);
	}

	Answer send(byte[] request) throws IOException {
		this.socket.getOutputStream().write(request);
		int status = Integer.parseInt(line().split(" ", 3)[1]);
		Map<String, String> headers = headers();
		Answer answer = new Answer(status, headers, body(status, headers));
		if ("close".equals(headers.get("connection"))) {
			// Some servers end each connection after a hundred requests.
			this.socket.close();
			open();
		}
		return answer;
	}

	private Map<String, String> headers() throws IOException {
		Map<String, String> headers = new HashMap<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
		}
		return headers;
	}

	private byte[] body(int status, Map<String, String> headers) throws IOException {
		if (status == 304 || status == 204) {
			return new byte[0];
		}
		if (headers.containsKey("transfer-encoding")) {
			return chunks();
		}
		return this.in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
	}

	private byte[] chunks() throws IOException {
		StringBuilder body = new StringBuilder();
		for (int size = chunkSize(); size > 0; size = chunkSize()) {
			body.append(new String(this.in.readNBytes(size), StandardCharsets.ISO_8859_1));
			line();
		}
		line();
		return body.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private int chunkSize() throws IOException {
		return Integer.parseInt(line(), 16);
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int octet = this.in.read(); octet != '\n'; octet = this.in.read()) {
			if (octet < 0) {
				throw new EOFException("The server ended the connection");
			}
			line.append((char) octet);
		}
		return line.toString().stripTrailing();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * An HTTP answer; its header names are in lower case.
	 */
	record Answer(int status, Map<String, String> headers, byte[] body) {
	}

}
