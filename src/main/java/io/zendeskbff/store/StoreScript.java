package io.zendeskbff.store;

import java.util.List;

import org.springframework.data.redis.core.script.RedisScript;

/**
 * A Lua script that runs in the store as one step, and is told by it whether anything
 * that was stored may have got lost.
 *
 * <p>
 * A server of Redis that was restarted, or one that took over from another, may lack what
 * was written last. It has another {@code run_id}, or leads another history of
 * replication, than the one before it, so each script looks whether both are as they are
 * kept, and otherwise draws a new line: whatever was kept under another line counts for
 * nothing. After that the store is unsettled for as long as an update may be on its way
 * whose marks were lost. Of a store that is empty nothing is lost, unless somebody who
 * comes has known another line. A server that only follows another is not believed.
 *
 * <p>
 * The script finds {@code now}, the server's time in milliseconds; {@code line};
 * {@code settled}, when the store is or was settled; its own keys from {@code KEYS[2]}
 * and its own arguments from {@code ARGV[4]} on. It returns a list of strings by
 * {@code reply(...)}.
 */
public final class StoreScript {

	private static final String BEFORE = """
			local info = redis.call('INFO', 'server') .. redis.call('INFO', 'replication')
			if string.match(info, 'role:(%w+)') ~= 'master' then
			  return redis.error_reply('READONLY This is no primary')
			end
			local run = (string.match(info, 'run_id:(%w+)') or '') .. (string.match(info, 'master_replid:(%w+)') or '')
			local clock = redis.call('TIME')
			local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
			local kept = redis.pcall('HMGET', KEYS[1], 'run', 'line', 'settled')
			if kept.err then
			  redis.call('DEL', KEYS[1])
			  kept = {}
			end
			local line, settled = kept[2], tonumber(kept[3] or '') or 0
			if kept[1] ~= run or not line then
			  line = ARGV[1]
			  settled = kept[1] and now + ARGV[3] or 0
			  redis.call('HSET', KEYS[1], 'run', run, 'line', line, 'settled', string.format('%.0f', settled))
			end
			if settled == 0 and ARGV[2] ~= '' and ARGV[2] ~= line then
			  settled = now + ARGV[3]
			  redis.call('HSET', KEYS[1], 'settled', string.format('%.0f', settled))
			end
			if not (settled >= 0 and settled <= now + ARGV[3]) then
			  settled = now + ARGV[3]
			  redis.call('HSET', KEYS[1], 'settled', string.format('%.0f', settled))
			end
			local function reply(...)
			  return {string.format('%.0f', now), string.format('%.0f', settled), line, ...}
			end
			""";

	@SuppressWarnings("rawtypes")
	private final RedisScript<List> script;

	/**
	 * A script that nobody has sent yet.
	 * @param body its own lines, behind those that look at the store
	 */
	public StoreScript(String body) {
		this.script = RedisScript.of(BEFORE + body, List.class);
	}

	@SuppressWarnings("rawtypes")
	RedisScript<List> script() {
		return this.script;
	}

}
