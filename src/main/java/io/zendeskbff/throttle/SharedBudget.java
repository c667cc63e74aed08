package io.zendeskbff.throttle;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.store.StoreReply;
import io.zendeskbff.store.StoreScript;

/**
 * One budget for all replicas, by the store's clock, as {@link LastMinute} counts; and
 * what one of them hears of throttling, all heed. While the store is away each replica
 * has a small budget of its own.
 */
final class SharedBudget implements Budget {

	private static final int PER_MINUTE_ALONE = 30;

	/** Sums up what counts, and drops what does not. */
	private static final String COUNT = """
			local second, sum, counts = math.floor(now / 1000), 0, {}
			local kept = redis.pcall('HGETALL', KEYS[2])
			if kept.err then
			  redis.call('DEL', KEYS[2])
			  kept = {}
			end
			for i = 1, #kept, 2 do
			  local at = tonumber(kept[i])
			  if not at or at <= second - 61 or at > second then
			    redis.call('HDEL', KEYS[2], kept[i])
			  else
			    sum = sum + (tonumber(kept[i + 1]) or 0)
			    table.insert(counts, {at, tonumber(kept[i + 1]) or 0})
			  end
			end
			local function add(times)
			  redis.call('HINCRBY', KEYS[2], string.format('%.0f', second), times)
			  redis.call('PEXPIRE', KEYS[2], 62000)
			end
			""";

	/** {@code ARGV}: how many the share has. */
	private static final StoreScript TAKE = new StoreScript(COUNT + """
			local limit, pause = tonumber(ARGV[4]), redis.call('PTTL', KEYS[3])
			if pause > 0 then
			  return reply('paused', tostring(pause))
			elseif sum < limit then
			  add(1)
			  return reply('taken', '0')
			end
			table.sort(counts, function(one, other) return one[1] < other[1] end)
			local wait = 0
			for _, each in ipairs(counts) do
			  if sum < limit then break end
			  sum = sum - each[2]
			  wait = (each[1] + 61) * 1000 - now
			end
			return reply('spent', string.format('%.0f', wait))
			""");

	/** {@code ARGV}: the whole budget, what Zendesk says is left of it. */
	private static final StoreScript HEED = new StoreScript(COUNT + """
			local excess = ARGV[4] - sum - ARGV[5]
			if excess > 0 then add(excess) end
			return reply()
			""");

	private static final StoreScript LEFT = new StoreScript(COUNT + """
			return reply(string.format('%.0f', sum))
			""");

	/** {@code ARGV}: how long. A pause that ends later anyway stays. */
	private static final StoreScript PAUSE = new StoreScript("""
			if redis.call('PTTL', KEYS[3]) < tonumber(ARGV[4]) then
			  redis.call('SET', KEYS[3], '', 'PX', ARGV[4])
			end
			return reply()
			""");

	private final SharedStore store;

	private final List<String> keys;

	private final int perMinute;

	private final Pause pause;

	private final Budget alone;

	private SharedBudget(SharedStore store, int perMinute, Pause pause, Budget alone) {
		this.store = store;
		this.keys = List.of(store.key("budget"), store.key("throttled"));
		this.perMinute = perMinute;
		this.pause = pause;
		this.alone = alone;
	}

	/**
	 * The budget of all replicas.
	 * @param store where it is counted
	 * @param perMinute requests a minute
	 * @param pause is begun when another replica was throttled
	 */
	static SharedBudget of(SharedStore store, int perMinute, Pause pause) {
		return new SharedBudget(store, perMinute, pause,
				new RequestBudget(Math.min(perMinute, PER_MINUTE_ALONE), System::nanoTime));
	}

	@Override
	public Optional<Duration> take(Share share) {
		try {
			List<String> answer = run(TAKE, share.of(this.perMinute)).rest();
			return wait(answer.getFirst(), Duration.ofMillis(Long.parseLong(answer.getLast())));
		}
		catch (StoreException _) {
			return this.alone.take(share);
		}
	}

	private Optional<Duration> wait(String answer, Duration wait) {
		if (answer.equals("paused")) {
			this.pause.begin(wait);
		}
		return answer.equals("taken") ? Optional.empty() : Optional.of(wait);
	}

	@Override
	public void heed(long remaining) {
		try {
			run(HEED, this.perMinute, remaining);
		}
		catch (StoreException _) {
			this.alone.heed(remaining);
		}
	}

	/** Where the store is away, this replica keeps its own. */
	@Override
	public void pause(Duration length) {
		try {
			run(PAUSE, Math.max(1, length.toMillis()));
		}
		catch (StoreException _) {
			// The others will hear of it from Zendesk.
		}
	}

	@Override
	public long left() {
		try {
			return Math.max(0, this.perMinute - Long.parseLong(run(LEFT).rest().getFirst()));
		}
		catch (StoreException _) {
			return this.alone.left();
		}
	}

	@Override
	public void restore() {
		this.alone.restore();
		this.store.call((redis) -> redis.delete(this.keys));
	}

	private StoreReply run(StoreScript script, long... arguments) {
		String[] texts = Arrays.stream(arguments).mapToObj(String::valueOf).toArray(String[]::new);
		return this.store.run(script, this.keys, texts);
	}

}
