package io.zendeskbff.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands connections on to a port that can be changed, as an address does that moves to
 * another server; or to none.
 */
public final class Relay implements AutoCloseable {

	private static final int NOWHERE = -1;

	private final ServerSocket server;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile int target;

	private Relay(int target) throws IOException {
		this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
		this.target = target;
		Thread.ofVirtual().start(this::accept);
	}

	/**
	 * Opens it.
	 * @param target where connections go
	 */
	public static Relay to(int target) {
		try {
			return new Relay(target);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Breaks all connections; new ones go elsewhere.
	 * @param other where
	 */
	public void switchTo(int other) {
		this.target = other;
		this.sockets.forEach(Relay::end);
	}

	/** Breaks all connections, and takes none any more. */
	public void cut() {
		switchTo(NOWHERE);
	}

	private void accept() {
		try {
			while (true) {
				handOn(this.server.accept());
			}
		}
		catch (SocketException _) {
			// Closed.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void handOn(Socket caller) {
		this.sockets.add(caller);
		try {
			Socket called = new Socket(InetAddress.getLoopbackAddress(), this.target);
			this.sockets.add(called);
			Thread.ofVirtual().start(() -> copy(caller, called));
			Thread.ofVirtual().start(() -> copy(called, caller));
		}
		catch (IOException | IllegalArgumentException _) {
			end(caller);
		}
	}

	private void copy(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException _) {
			// Either has gone.
		}
		finally {
			end(from);
			end(to);
		}
	}

	private static void end(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		cut();
		end(this.server);
	}

	private static void end(ServerSocket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
