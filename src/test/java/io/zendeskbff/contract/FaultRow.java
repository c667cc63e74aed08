package io.zendeskbff.contract;

import java.util.List;
import java.util.stream.Stream;

import io.zendeskbff.upstream.Fault;
import io.zendeskbff.upstream.Faults;
import io.zendeskbff.upstream.RawZendesk;

/**
 * One row of the table of faults.
 *
 * @param number the row's number in the contract
 * @param fault what Zendesk does with the call, by its name
 * @param read status and slug of the answer to {@code GET}
 * @param readCalls what Zendesk received meanwhile, in order
 * @param copy what becomes of an earlier answer when a read meets the fault
 * @param update status and slug of the answer to {@code PUT}
 * @param applied what the answer and the audit trail say of the update
 * @param updateCalls what Zendesk received meanwhile, in order
 * @param pause the seconds of {@code Retry-After}, or a range of them
 */
record FaultRow(String number, String fault, String read, String readCalls, String copy, String update, String applied,
		String updateCalls, String pause) {

	private static final String ONCE = " once";

	/**
	 * Reads a table, whose first line is a head.
	 */
	static Stream<FaultRow> table(String text) {
		return text.lines().skip(1).map((line) -> of(Stream.of(line.split("\\|")).map(String::strip).toList()));
	}

	private static FaultRow of(List<String> cells) {
		return new FaultRow(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5),
				cells.get(6), cells.get(7), cells.get(8));
	}

	/** Lets reads meet the fault. */
	void failReads(RawZendesk zendesk) {
		if (!befallsAll(zendesk)) {
			zendesk.failReads(strike(), times());
		}
	}

	/** Lets updates meet the fault. */
	void failUpdates(RawZendesk zendesk) {
		if (!befallsAll(zendesk)) {
			zendesk.failUpdates(strike(), times());
		}
	}

	/** Some faults do not wait for a call. */
	private boolean befallsAll(RawZendesk zendesk) {
		switch (this.fault) {
			case "connection refused" -> zendesk.refuse();
			case "connect timeout" -> zendesk.congest();
			default -> {
				return false;
			}
		}
		return true;
	}

	Fault strike() {
		return Faults.named(isOnce() ? this.fault.substring(0, this.fault.length() - ONCE.length()) : this.fault);
	}

	private int times() {
		return isOnce() ? 1 : Integer.MAX_VALUE;
	}

	private boolean isOnce() {
		return this.fault.endsWith(ONCE);
	}

	/** Whether a read is tried a second time. */
	boolean isRepeated() {
		return isPassing() || this.readCalls.equals("-");
	}

	/** Whether a read succeeds at the second attempt if the fault has passed. */
	boolean isPassing() {
		return this.readCalls.equals("GET GET");
	}

	/** Whether nobody knows if the update was carried out. */
	boolean isUnknown() {
		return this.applied.equals("unknown");
	}

	boolean isThrottling() {
		return this.fault.startsWith("429");
	}

	/** What a column lists. */
	static List<String> calls(String column) {
		return column.equals("-") ? List.of() : List.of(column.split(" "));
	}

	@Override
	public String toString() {
		return this.number + ": " + this.fault;
	}

}
