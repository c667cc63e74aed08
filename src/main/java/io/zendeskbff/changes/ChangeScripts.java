package io.zendeskbff.changes;

import io.zendeskbff.store.StoreReply;
import io.zendeskbff.store.StoreScript;

/**
 * The two scripts of the shared list: a ring of a hundred entries, each with its own end
 * of life, and beside them the number of the last that was added.
 */
final class ChangeScripts {

	private static final String LAST = """
			local last = redis.pcall('HGET', KEYS[2], 'last')
			last = type(last) == 'string' and tonumber(last) or 0
			""";

	/** Answers with a hundred strings, from the last on; empty where there is nothing. */
	static final StoreScript LIST = new StoreScript(LAST + """
			local found = {}
			for back = 0, 99 do
			  local one = redis.pcall('GET', KEYS[3 + (last - back) % 100])
			  found[back + 1] = type(one) == 'string' and one or ''
			end
			return reply(unpack(found))
			""");

	/**
	 * {@code ARGV}: the line and the number under which it was added, both empty before
	 * that; itself; how long it lives. Answers with its number. Not put back where a
	 * hundred others came after it; added anew where the store has lost it.
	 */
	static final StoreScript WRITE = new StoreScript(LAST + """
			local number = ARGV[4] == line and tonumber(ARGV[5])
			if number and number <= last - 100 then return reply(ARGV[5]) end
			if not number or number > last then
			  number = redis.pcall('HINCRBY', KEYS[2], 'last', 1)
			  if type(number) == 'table' then
			    redis.call('DEL', KEYS[2])
			    number = redis.call('HINCRBY', KEYS[2], 'last', 1)
			  end
			end
			redis.call('SET', KEYS[3 + number % 100], ARGV[6], 'PX', ARGV[7])
			redis.call('PEXPIRE', KEYS[2], ARGV[7])
			return reply(string.format('%.0f', number))
			""");

	private ChangeScripts() {
	}

	static String number(StoreReply reply) {
		return reply.rest().getFirst();
	}

}
