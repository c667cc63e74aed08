package io.zendeskbff.upstream;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/**
 * A Zendesk on raw sockets, with one account that remembers updates. It answers well over
 * connections that are kept, until a test says which {@link Fault} reads or updates of
 * the account meet.
 */
public final class RawZendesk implements AutoCloseable {

	private static final Map<String, String> NAMES = Map.of("GET /api/v2/chat/account", "GET",
			"PUT /api/v2/chat/account", "PUT", "GET /api/v2/chat/agents/me", "ME", "POST /oauth2/chat/token", "TOKEN");

	private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

	/** To connect on this machine, in milliseconds. */
	private static final int TOO_LONG = 300;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final RawServer elsewhere = RawServer.start(RawZendesk::answerNothing);

	private final RawAccount account = new RawAccount();

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final List<Conversation> struck = new CopyOnWriteArrayList<>();

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger tokens = new AtomicInteger();

	private final String scheme;

	private final RawServer.Layer layer;

	private final List<Closeable> queue = new ArrayList<>();

	private volatile RawServer server;

	private volatile Program reads = Program.NONE;

	private volatile Program updates = Program.NONE;

	private volatile boolean listening = true;

	private volatile boolean applying;

	private volatile boolean owner = true;

	private RawZendesk(String scheme, RawServer.Layer layer) {
		this.scheme = scheme;
		this.layer = layer;
		this.server = RawServer.start(0, layer, this::serve);
	}

	public static RawZendesk start() {
		return new RawZendesk("http", RawServer.Layer.NONE);
	}

	/**
	 * Starts one that speaks TLS.
	 * @param context which certificate to show, asked anew for each connection
	 */
	public static RawZendesk startSecure(Supplier<SSLContext> context) {
		return new RawZendesk("https", (socket) -> context.get().getSocketFactory().createSocket(socket, null, true));
	}

	/**
	 * What to set {@code bff.zendesk.base-url} to.
	 */
	public URI origin() {
		return URI.create(this.scheme + "://127.0.0.1:" + this.server.port());
	}

	/**
	 * A second server, where redirects lead to.
	 */
	URI elsewhere() {
		return this.elsewhere.origin();
	}

	/**
	 * How many requests went there.
	 */
	public int strays() {
		return this.elsewhere.requests().size();
	}

	/**
	 * The account's JSON text as it is now.
	 */
	public String account() {
		return this.account.json();
	}

	/**
	 * The calls whose head has arrived, oldest first: {@code GET} and {@code PUT} of the
	 * account, {@code TOKEN}, {@code ME}, and what else came by its method and path.
	 */
	public List<String> calls() {
		return List.copyOf(this.calls);
	}

	/**
	 * How many connections were accepted.
	 */
	public int connections() {
		return this.connections.get();
	}

	/**
	 * How many octets of heads have come over the connections since the last
	 * {@link #hangUp()}.
	 */
	public int octets() {
		return this.server.conversations().stream().mapToInt(Conversation::received).sum();
	}

	/**
	 * From now on every read of the account meets this fault.
	 */
	public void failReads(Fault fault) {
		failReads(fault, Integer.MAX_VALUE);
	}

	/**
	 * So many of the next reads of the account meet this fault.
	 */
	public void failReads(Fault fault, int times) {
		this.reads = new Program(fault, new AtomicInteger(times));
	}

	/**
	 * A fault that resets the connections that there are now, and no later ones.
	 */
	public Fault resetOfOldConnections() {
		List<Conversation> old = this.server.conversations();
		return (client, zendesk) -> (old.contains(client) ? Faults.named("reset") : Faults.NONE).strike(client,
				zendesk);
	}

	/**
	 * So many of the next updates of the account meet this fault, and are not carried
	 * out.
	 */
	public void failUpdates(Fault fault, int times) {
		this.updates = new Program(fault, new AtomicInteger(times));
	}

	/**
	 * Carries updates out from now on even if they meet a fault.
	 */
	public void applyAllTheSame() {
		this.applying = true;
	}

	/**
	 * Whether the connected user is the account's owner.
	 */
	public void owner(boolean isOwner) {
		this.owner = isOwner;
	}

	/**
	 * Whether the client has ended every connection on which a fault has struck.
	 */
	public boolean isLeft() throws InterruptedException {
		for (Conversation conversation : this.struck) {
			if (!conversation.awaitClosedByClient(PATIENCE)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Ends every connection from this side, and returns when the client has noticed.
	 */
	public void hangUp() {
		refuse();
		listen();
	}

	/**
	 * Ends every connection, and refuses new ones until {@link #listen()}.
	 */
	public void refuse() {
		this.server.retire();
		this.listening = false;
	}

	/**
	 * Ends every connection and lets nobody in until {@link #listen()}, without refusing
	 * anybody: the queue of those who are to be let in is full.
	 */
	public void congest() {
		refuse();
		try {
			this.queue.add(new ServerSocket(this.server.port(), 1, LOOPBACK));
			while (isQueued(new Socket())) {
				// There was room for one more.
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean isQueued(Socket client) throws IOException {
		this.queue.add(client);
		try {
			client.connect(new InetSocketAddress(LOOPBACK, this.server.port()), TOO_LONG);
			return true;
		}
		catch (SocketTimeoutException _) {
			return false;
		}
	}

	/**
	 * Listens again where it did before.
	 */
	public void listen() {
		if (!this.listening) {
			clearQueue();
			this.server = RawServer.start(this.server.port(), this.layer, this::serve);
			this.listening = true;
		}
	}

	private void clearQueue() {
		try {
			for (Closeable one : this.queue) {
				one.close();
			}
			this.queue.clear();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes everything as it was after the start and forgets the calls; tokens live on.
	 */
	public void reset() {
		listen();
		this.reads = Program.NONE;
		this.updates = Program.NONE;
		this.applying = false;
		this.owner = true;
		this.account.restore();
		forget();
	}

	/**
	 * Forgets the calls and the connections.
	 */
	public void forget() {
		this.calls.clear();
		this.struck.clear();
		this.connections.set(0);
	}

	@Override
	public void close() {
		clearQueue();
		this.server.close();
		this.elsewhere.close();
	}

	private static void answerNothing(Conversation client) throws IOException {
		client.request();
		client.send("HTTP/1.1 204 canary\r\n\r\n");
	}

	private void serve(Conversation client) throws IOException {
		this.connections.incrementAndGet();
		while (true) {
			String head = client.head();
			String call = call(head);
			this.calls.add(call);
			String body = client.body(head);
			answer(client, call, body);
		}
	}

	private static String call(String head) {
		String line = head.substring(0, head.indexOf(" HTTP/1.1"));
		return NAMES.getOrDefault(line, line);
	}

	private void answer(Conversation client, String call, String body) throws IOException {
		switch (call) {
			case "GET" -> account(client, this.reads.next());
			case "PUT" -> update(client, this.updates.next(), body);
			case "TOKEN" ->
				json(client, "{\"access_token\":\"token-%d\",\"token_type\":\"Bearer\",\"scope\":\"read write\"}"
					.formatted(this.tokens.incrementAndGet()));
			case "ME" -> json(client, "{\"id\":1,\"enabled\":true,\"roles\":{\"owner\":%s}}".formatted(this.owner));
			default -> json(client, "[]");
		}
	}

	private void update(Conversation client, Optional<Fault> fault, String body) throws IOException {
		if (fault.isEmpty() || this.applying) {
			this.account.update(body);
		}
		account(client, fault);
	}

	private void account(Conversation client, Optional<Fault> fault) throws IOException {
		if (fault.isPresent()) {
			this.struck.add(client);
		}
		fault.orElse(Faults.NONE).strike(client, this);
	}

	private void json(Conversation client, String json) throws IOException {
		client.send(RawAnswer.of(this, "200", List.of(RawAnswer.JSON), json));
	}

	/** A fault, and how often it is still to strike. */
	private record Program(Fault fault, AtomicInteger left) {

		static final Program NONE = new Program(Faults.NONE, new AtomicInteger());

		Optional<Fault> next() {
			return Optional.of(this.fault).filter((_) -> this.left.getAndUpdate((left) -> Math.max(0, left - 1)) > 0);
		}

	}

}
