package io.zendeskbff.outgoing;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * The hosts that are reached without a proxy, as curl reads {@code NO_PROXY}: names with
 * all that is below them, with a leading dot or {@code *.} or without, addresses, ranges
 * such as {@code 10.0.0.0/8}, each with a port or without, or {@code *} for all. This
 * machine never needs one.
 *
 * @param entries what is listed
 */
record NoProxy(List<Entry> entries) {

	private static final Pattern SEPARATORS = Pattern.compile("[,\\s]+");

	/** An IPv6 address has colons of its own, so with a port it stands in brackets. */
	private static final Pattern ENTRY = Pattern
		.compile("\\[(?<v6>[^]]+)](?::(?<v6port>[0-9]{1,5}))?|(?<host>[^:]+)(?::(?<port>[0-9]{1,5}))?|(?<bare>.+)");

	/**
	 * Reads the variable.
	 * @param text its value, null when it is not set
	 */
	static NoProxy parse(@Nullable String text) {
		return new NoProxy((text == null) ? List.of()
				: SEPARATORS.splitAsStream(text.toLowerCase(Locale.ROOT))
					.map(ENTRY::matcher)
					.filter(Matcher::matches)
					.map(NoProxy::entry)
					.toList());
	}

	private static Entry entry(MatchResult read) {
		return new Entry(any(read, "v6", "host", "bare").orElseThrow(),
				any(read, "v6port", "port").map(Integer::valueOf).orElse(null));
	}

	private static Optional<String> any(MatchResult read, String... groups) {
		return Stream.of(groups).map(read::group).filter(Objects::nonNull).findFirst();
	}

	/**
	 * Whether a host is among them.
	 * @param host a name, or an address, an IPv6 one in brackets
	 * @param port the port
	 */
	boolean covers(String host, int port) {
		String name = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
		return isHere(name) || this.entries.stream().anyMatch((entry) -> entry.covers(name, port));
	}

	private static boolean isHere(String name) {
		return name.equals("localhost") || (isAddress(name) && InetAddress.ofLiteral(name).isLoopbackAddress());
	}

	/** No name is looked up. */
	private static boolean isAddress(String name) {
		try {
			return name.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*") && InetAddress.ofLiteral(name) != null;
		}
		catch (IllegalArgumentException _) {
			return false;
		}
	}

	/**
	 * What is listed between two commas.
	 *
	 * @param host a name, an address, a range or {@code *}
	 * @param port the only port, null for all
	 */
	record Entry(String host, @Nullable Integer port) {

		boolean covers(String name, int itsPort) {
			return (this.port == null || this.port == itsPort) && (this.host.equals("*") || covers(name));
		}

		private boolean covers(String name) {
			if (isAddress(name)) {
				return isInRange(name);
			}
			String suffix = this.host.replaceFirst("^\\*?\\.", "");
			return name.equals(suffix) || name.endsWith("." + suffix);
		}

		/** What is no range has no address in it. */
		private boolean isInRange(String address) {
			try {
				return isAddress(this.host.replaceFirst("/[0-9]{1,3}$", ""))
						&& new IpAddressMatcher(this.host).matches(address);
			}
			catch (IllegalArgumentException _) {
				return false;
			}
		}

	}

}
