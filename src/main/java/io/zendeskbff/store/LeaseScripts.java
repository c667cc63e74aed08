package io.zendeskbff.store;

/**
 * The scripts of a lease, on itself and on its holder's sign of life.
 */
final class LeaseScripts {

	/** What is answered to who holds it. */
	static final String MINE = "mine";

	/** What is answered otherwise where there is no sign of life, before its holder. */
	static final String SILENT = "silent:";

	/**
	 * {@code ARGV}: I, how long, for how long a beat counts, whose silence was watched,
	 * whether a lost one matters.
	 */
	static final StoreScript ACQUIRE = new StoreScript("""
			local me, holder = ARGV[4], redis.pcall('GET', KEYS[2])
			if type(holder) == 'table' or holder and redis.call('PTTL', KEYS[2]) < 0 then
			  redis.call('DEL', KEYS[2])
			  holder = false
			end
			local silent = redis.call('EXISTS', KEYS[3]) == 0 and 'silent:' .. (holder or '')
			local vacant = silent and not holder and (now >= settled or ARGV[8] == 'false')
			if holder == me or vacant or silent == ARGV[7] then
			  redis.call('SET', KEYS[2], me, 'PX', ARGV[5])
			  redis.call('SET', KEYS[3], me, 'PX', ARGV[6])
			  return reply('mine')
			end
			return reply(silent or 'living')
			""");

	/** Renews nothing but the sign of life, and what the store has lost. */
	static final StoreScript BEAT = new StoreScript("""
			local holder = redis.call('GET', KEYS[2])
			if not holder then
			  redis.call('SET', KEYS[2], ARGV[4], 'PX', ARGV[5])
			elseif holder ~= ARGV[4] then
			  return reply('lost')
			end
			redis.call('SET', KEYS[3], ARGV[4], 'PX', ARGV[6])
			return reply('mine')
			""");

	static final StoreScript RELEASE = new StoreScript("""
			if redis.call('GET', KEYS[2]) == ARGV[4] then
			  redis.call('DEL', KEYS[2], KEYS[3])
			end
			return reply()
			""");

	private LeaseScripts() {
	}

}
