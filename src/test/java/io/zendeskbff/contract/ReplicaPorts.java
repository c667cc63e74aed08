package io.zendeskbff.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The place of one replica before a proxy, which one process takes after the other.
 *
 * @param service its service port
 * @param management its management port
 */
record ReplicaPorts(int service, int management) {

	private static final int FIRST = 12_000;

	private static final int LAST = 32_000;

	static ReplicaPorts free() {
		List<Integer> ports = free(2);
		return new ReplicaPorts(ports.getFirst(), ports.getLast());
	}

	/**
	 * Ports that nobody listens on. Not of those that the kernel hands out to whoever
	 * connects: another connection would have them before the replica starts.
	 */
	static List<Integer> free(int count) {
		return ThreadLocalRandom.current()
			.ints(FIRST, LAST)
			.filter(ReplicaPorts::isFree)
			.distinct()
			.limit(count)
			.boxed()
			.toList();
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.isBound();
		}
		catch (IOException _) {
			return false;
		}
	}

	String[] settings() {
		return new String[] { "--server.port=" + this.service, "--management.server.port=" + this.management };
	}

}
