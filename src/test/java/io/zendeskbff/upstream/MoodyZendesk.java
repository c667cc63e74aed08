package io.zendeskbff.upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Zendesk on raw sockets that treats each update as a test tells it, and knows for
 * certain what reached it and what it carried out. Its account holds a city and nothing
 * else; whatever is no update is answered well.
 */
public final class MoodyZendesk implements AutoCloseable {

	private static final Pattern CITY = Pattern.compile("\"city\":\"([^\"]*)\"");

	private static final String TOKEN = "{\"access_token\":\"t\",\"token_type\":\"Bearer\"}";

	private final int port;

	private final List<Conversation> conversations = new CopyOnWriteArrayList<>();

	private final Set<String> carriedOut = ConcurrentHashMap.newKeySet();

	private final AtomicInteger arrivals = new AtomicInteger();

	private final List<Mood> met = new CopyOnWriteArrayList<>();

	private volatile ServerSocket socket;

	private volatile Thread accepting;

	private volatile Mood mood = Mood.WELL;

	private volatile String city = "Aarau";

	private MoodyZendesk(ServerSocket socket) {
		this.socket = socket;
		this.port = socket.getLocalPort();
		this.accepting = accept(socket);
	}

	public static MoodyZendesk start() {
		return new MoodyZendesk(listen(0));
	}

	public URI origin() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	/**
	 * How it treats the next updates.
	 */
	public void be(Mood next) {
		this.mood = next;
	}

	/**
	 * How often so far a first octet of an update arrived.
	 */
	public int arrivals() {
		return this.arrivals.get();
	}

	/**
	 * Whether it has carried out an update to this city.
	 */
	public boolean hasCarriedOut(String update) {
		return this.carriedOut.contains(update);
	}

	/**
	 * Listens no more and ends all connections, and waits until the client has noticed.
	 */
	public void die() throws InterruptedException {
		try {
			this.socket.close();
			// Only then is nobody let in any more.
			this.accepting.join();
			for (Conversation one : this.conversations) {
				one.end();
			}
			this.conversations.clear();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What became of each update that has arrived: not always what was wanted, where its
	 * client or an earlier mood was faster.
	 */
	public List<Mood> met() {
		return List.copyOf(this.met);
	}

	/**
	 * Listens again, where it did before.
	 */
	public void rise() {
		this.socket = listen(this.port);
		this.accepting = accept(this.socket);
	}

	@Override
	public void close() {
		try {
			this.socket.close();
			for (Conversation one : this.conversations) {
				one.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ServerSocket listen(int port) {
		try {
			ServerSocket socket = new ServerSocket();
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Thread accept(ServerSocket listening) {
		return Thread.ofVirtual().start(() -> {
			try {
				while (true) {
					Socket accepted = listening.accept();
					Conversation conversation = new Conversation(accepted);
					this.conversations.add(conversation);
					Thread.ofVirtual().start(() -> conversation.hold(this::serve));
				}
			}
			catch (IOException _) {
				// Dead.
			}
		});
	}

	private void serve(Conversation conversation) throws IOException {
		while (true) {
			String first = conversation.octets(3);
			if (first.isEmpty()) {
				return;
			}
			if (first.equals("PUT")) {
				this.arrivals.incrementAndGet();
				update(conversation, conversation.isFinished() ? Mood.RESETS_AT_ONCE : this.mood);
			}
			else {
				conversation.request();
				answer(conversation, first.equals("POS") ? TOKEN : account());
			}
		}
	}

	private void update(Conversation conversation, Mood how) throws IOException {
		if (how == Mood.RESETS_AT_ONCE) {
			this.met.add(how);
			conversation.reset();
			return;
		}
		Matcher sent = CITY.matcher(whole(conversation));
		this.met.add(how);
		String value = sent.find() ? sent.group(1) : "none";
		if (how == Mood.TAKES_TOO_LONG) {
			conversation.awaitClose(Duration.ofSeconds(20));
		}
		if (how.carriesOut) {
			this.city = value;
			this.carriedOut.add(value);
		}
		switch (how) {
			case WELL -> answer(conversation, account());
			case WELL_ONCE -> {
				answer(conversation, account());
				conversation.finish();
			}
			case RESETS, RESETS_AFTER -> conversation.reset();
			case CLOSES, TAKES_TOO_LONG, RESETS_AT_ONCE -> conversation.close();
			case FAILS, FAILS_AFTER -> conversation.send("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
			case REFUSES -> conversation.send("HTTP/1.1 422 No\r\nContent-Length: 0\r\n\r\n");
			case CUTS -> {
				conversation.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{");
				conversation.reset();
			}
			case LIES -> conversation.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n{}");
		}
	}

	private String whole(Conversation conversation) throws IOException {
		try {
			return conversation.request();
		}
		catch (IOException ex) {
			// Its client was faster.
			this.met.add(Mood.RESETS_AT_ONCE);
			throw ex;
		}
	}

	private String account() {
		return "{\"account_key\":\"k\",\"roles\":{\"owner\":true},\"billing\":{\"city\":\"" + this.city + "\"}}";
	}

	private static void answer(Conversation conversation, String json) throws IOException {
		conversation.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
				+ "\r\n\r\n" + json);
	}

	/** What it does with an update. */
	public enum Mood {

		/** Carries it out and says so. */
		WELL(true),

		/** Carries it out, says so, and ends the connection. */
		WELL_ONCE(true),

		/** Resets the connection as soon as the first octets are there. */
		RESETS_AT_ONCE(false),

		/** Reads it and resets the connection. */
		RESETS(false),

		/** Carries it out and resets the connection. */
		RESETS_AFTER(true),

		/** Carries it out and ends the connection. */
		CLOSES(true),

		/** Carries it out when nobody waits for its answer any more. */
		TAKES_TOO_LONG(true),

		/** Answers 500. */
		FAILS(false),

		/** Carries it out and answers 500. */
		FAILS_AFTER(true),

		/** Answers 422. */
		REFUSES(false),

		/** Carries it out and resets the connection in the middle of its answer. */
		CUTS(true),

		/** Answers with something else than JSON. */
		LIES(false);

		private final boolean carriesOut;

		Mood(boolean carriesOut) {
			this.carriesOut = carriesOut;
		}

		/** Whether an update in this mood is carried out. */
		public boolean carriesOut() {
			return this.carriesOut;
		}

	}

}
