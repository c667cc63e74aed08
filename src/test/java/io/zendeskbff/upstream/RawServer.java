package io.zendeskbff.upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that sends byte for byte what a test wants, for the faults that no HTTP server
 * can be talked into.
 */
public final class RawServer implements AutoCloseable {

	private static final int BACKLOG = 1000;

	private final ServerSocket socket;

	private final Layer layer;

	private final List<Reaction> reactions;

	private final List<Conversation> conversations = new CopyOnWriteArrayList<>();

	private final Thread accepting = Thread.ofVirtual().unstarted(this::accept);

	private RawServer(ServerSocket socket, Layer layer, List<Reaction> reactions) {
		this.socket = socket;
		this.layer = layer;
		this.reactions = reactions;
	}

	/**
	 * Starts a server on the loopback interface.
	 * @param reactions what to do with the first connection, the second and so on; the
	 * last of them serves all that follow
	 */
	public static RawServer start(Reaction... reactions) {
		return start(0, Layer.NONE, reactions);
	}

	/**
	 * Starts a server on the loopback interface.
	 * @param port where to listen, 0 for any free port
	 * @param layer what lies between TCP and the octets
	 * @param reactions as above
	 */
	static RawServer start(int port, Layer layer, Reaction... reactions) {
		try {
			RawServer server = new RawServer(new ServerSocket(port, BACKLOG, InetAddress.ofLiteral("127.0.0.1")), layer,
					List.of(reactions));
			server.accepting.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where it listens.
	 */
	public URI origin() {
		return URI.create("http://127.0.0.1:" + this.socket.getLocalPort());
	}

	/**
	 * The connections so far, oldest first.
	 */
	public List<Conversation> conversations() {
		return List.copyOf(this.conversations);
	}

	/**
	 * Every request received over all connections.
	 */
	public List<String> requests() {
		return this.conversations.stream().flatMap((one) -> one.requests().stream()).toList();
	}

	int port() {
		return this.socket.getLocalPort();
	}

	/**
	 * Listens no more, and ends the connections that are left so that their client knows
	 * it.
	 */
	void retire() {
		try {
			this.socket.close();
			// Only then is nobody let in any more, and the port is free.
			this.accepting.join();
			for (Conversation conversation : this.conversations) {
				conversation.end();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
			for (Conversation conversation : this.conversations) {
				conversation.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept() {
		while (!this.socket.isClosed()) {
			try {
				Socket accepted = this.socket.accept();
				Reaction reaction = this.reactions.get(Math.min(this.conversations.size(), this.reactions.size() - 1));
				Conversation conversation = new Conversation(this.layer.over(accepted));
				this.conversations.add(conversation);
				Thread.ofVirtual().start(() -> conversation.hold(reaction));
			}
			catch (IOException _) {
				// Closed: it listens no more.
				return;
			}
		}
	}

	/** What the server does with a connection. */
	@FunctionalInterface
	public interface Reaction {

		/**
		 * Reads and writes as the test wants. The connection stays open afterwards.
		 * @throws IOException when the client has gone
		 */
		void to(Conversation conversation) throws IOException;

	}

	/** What lies between TCP and the octets, such as TLS. */
	@FunctionalInterface
	interface Layer {

		/** Nothing. */
		Layer NONE = (socket) -> socket;

		/**
		 * Lays it over a connection that was accepted; must not block.
		 */
		Socket over(Socket socket) throws IOException;

	}

}
