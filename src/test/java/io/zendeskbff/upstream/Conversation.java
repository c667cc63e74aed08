package io.zendeskbff.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * One connection to a {@link RawServer}. Text stands for octets, one a character.
 */
public final class Conversation {

	private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\nContent-Length: *([0-9]+)\r\n");

	private final Socket socket;

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final AtomicInteger received = new AtomicInteger();

	private final CountDownLatch closedByClient = new CountDownLatch(1);

	Conversation(Socket socket) {
		this.socket = socket;
	}

	/**
	 * The requests received, head and body.
	 */
	public List<String> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * Reads the next request, to the last octet of its body.
	 * @return the request
	 * @throws IOException when it does not come
	 */
	public String request() throws IOException {
		String head = head();
		return head + body(head);
	}

	/** How many octets of heads have come so far. */
	int received() {
		return this.received.get();
	}

	/** Reads the head of the next request. */
	String head() throws IOException {
		return upTo("\r\n\r\n");
	}

	/** Reads what comes after a head: the request is complete then. */
	String body(String head) throws IOException {
		Matcher length = CONTENT_LENGTH.matcher(head);
		String body = octets(length.find() ? Integer.parseInt(length.group(1)) : 0);
		this.requests.add(head + body);
		return body;
	}

	/**
	 * Reads so many octets, without taking them for a request.
	 */
	public String octets(int number) throws IOException {
		return new String(this.socket.getInputStream().readNBytes(number), ISO_8859_1);
	}

	public void send(String octets) throws IOException {
		this.socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
		this.socket.getOutputStream().flush();
	}

	/**
	 * Sends the same again and again, with a pause before each, until the client closes.
	 */
	public void drip(String octets, Duration pause) throws IOException {
		while (!isClosedWithin(pause)) {
			send(octets);
		}
	}

	/**
	 * Ends the connection the hard way, with RST.
	 */
	public void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	/**
	 * Ends the connection the orderly way, with FIN.
	 */
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * Says that nothing more comes, and goes on reading: what the client sends until it
	 * has noticed is not lost.
	 */
	void finish() throws IOException {
		this.socket.shutdownOutput();
	}

	/** Ends an idle connection, and returns when the client has done so too. */
	void end() throws IOException, InterruptedException {
		try {
			if (!this.socket.isClosed() && !isFinished()) {
				finish();
			}
		}
		catch (SocketException ex) {
			// It may have been ended by the fault's own thread meanwhile.
			if (!this.socket.isClosed()) {
				throw ex;
			}
		}
		if (!awaitClosedByClient(Duration.ofSeconds(20))) {
			throw new IOException("The client does not end the connection");
		}
	}

	boolean isFinished() {
		return this.socket.isOutputShutdown();
	}

	/**
	 * Waits for the client to end the connection.
	 * @param patience how long to wait
	 * @return whether it did
	 */
	public boolean awaitClosedByClient(Duration patience) throws InterruptedException {
		return this.closedByClient.await(patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Waits for the client to end the connection, inside the reaction itself.
	 * @param patience how long to wait
	 */
	void awaitClose(Duration patience) throws IOException {
		boolean _ = isClosedWithin(patience);
	}

	void hold(RawServer.Reaction reaction) {
		try (this.socket) {
			reaction.to(this);
			while (!this.socket.isClosed() && this.socket.getInputStream().read() >= 0) {
				// Whatever else the client sends, nobody answers.
			}
		}
		catch (IOException _) {
			// The client, or the test, has ended the connection.
		}
		this.closedByClient.countDown();
	}

	private boolean isClosedWithin(Duration pause) throws IOException {
		this.socket.setSoTimeout((int) pause.toMillis());
		try {
			return this.socket.getInputStream().read() < 0;
		}
		catch (SocketTimeoutException _) {
			return false;
		}
	}

	private String upTo(String end) throws IOException {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		while (!read.toString(ISO_8859_1).endsWith(end)) {
			int octet = this.socket.getInputStream().read();
			if (octet < 0) {
				throw new IOException("The client sends nothing more");
			}
			this.received.incrementAndGet();
			read.write(octet);
		}
		return read.toString(ISO_8859_1);
	}

}
