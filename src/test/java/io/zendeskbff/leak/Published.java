package io.zendeskbff.leak;

import java.util.List;

/**
 * Where others read what the service writes.
 */
public enum Published {

	/** Each line as it would stand on the console, of services in the tests' own JVM. */
	LOG,
	/** Each line on the console of services in a process of their own. */
	CONSOLE,
	/** What {@code --check} says, to people. */
	CHECK,
	/** Whole scrapes of metrics. */
	METRICS,
	/** Requests to the collector of traces, as they are. */
	TRACES,
	/** Answers that refuse, head and body. */
	REFUSALS;

	/**
	 * Keeps what was written, for {@link WholeSuiteLeakTests}.
	 */
	public void keep(String text) {
		if (Archive.isOpen()) {
			Archive.add(file(), text);
		}
	}

	/** All that was kept in the run before this one, oldest first. */
	List<String> read() {
		return Archive.read(file());
	}

	private String file() {
		return "published-" + name();
	}

}
