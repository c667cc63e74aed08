package io.zendeskbff.store;

import java.util.List;

/**
 * What a script has answered.
 *
 * @param now the store's time, milliseconds since 1970
 * @param settled from when on nothing is missing of what was stored, by the same clock
 * @param line another one after everything that may have lost something
 * @param rest what the script itself has to say
 */
public record StoreReply(long now, long settled, String line, List<String> rest) {

	public StoreReply {
		rest = List.copyOf(rest);
	}

	static StoreReply of(List<String> strings) {
		return new StoreReply(Long.parseLong(strings.get(0)), Long.parseLong(strings.get(1)), strings.get(2),
				strings.subList(3, strings.size()));
	}

	/**
	 * Whether an update may be on its way of which the store knows no longer.
	 */
	public boolean isUnsettled() {
		return this.now < this.settled;
	}

}
