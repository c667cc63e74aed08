package io.zendeskbff.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Objects;

import org.springframework.boot.ApplicationArguments;

/**
 * A port of the local run, what it is for, and the argument that moves it.
 *
 * @param number the port, 0 for any free one
 */
record LocalPort(int number, String user, String option) {

	static LocalPort of(ApplicationArguments arguments, String property, int standard, String user) {
		List<String> given = Objects.requireNonNullElse(arguments.getOptionValues(property), List.of());
		return new LocalPort(given.isEmpty() ? standard : Integer.parseInt(given.getLast()), user, "--" + property);
	}

	/**
	 * Found out before anything starts, since each of the parts would tell it in its own
	 * way, and at length.
	 * @throws PortTakenException if something listens there
	 */
	void requireFree() {
		try {
			new ServerSocket(this.number, 1, InetAddress.ofLiteral("127.0.0.1")).close();
		}
		catch (IOException ex) {
			throw new PortTakenException(this, ex);
		}
	}

}
