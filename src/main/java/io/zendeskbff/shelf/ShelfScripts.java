package io.zendeskbff.shelf;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.store.StoreReply;
import io.zendeskbff.store.StoreScript;

/**
 * The two scripts of the shared shelf, on its own entry and on that of the connection.
 * Both answer with the version that is there, itself unless that was known, and the
 * generation of the connection.
 */
final class ShelfScripts {

	/**
	 * {@code ARGV}: the version that is known, and one for an empty shelf where there is
	 * none.
	 */
	private static final String PRESENT = """
			local cell = redis.pcall('HMGET', KEYS[2], 'line', 'version', 'state')
			if cell.err or cell[1] ~= line or not cell[2] or not cell[3] then
			  redis.call('DEL', KEYS[2])
			  cell = {line, ARGV[5], ''}
			  redis.call('HSET', KEYS[2], 'line', line, 'version', cell[2], 'state', cell[3])
			  redis.call('PEXPIRE', KEYS[2], 86400000)
			end
			local generation = redis.pcall('HGET', KEYS[3], 'generation')
			if type(generation) ~= 'string' then generation = '' end
			local function present()
			  return reply(cell[2], cell[2] == ARGV[4] and '' or cell[3], generation)
			end
			""";

	static final StoreScript LOOK = new StoreScript(PRESENT + "return present()");

	/** {@code ARGV}, besides: the known line, its own version, and itself. */
	static final StoreScript REPLACE = new StoreScript(PRESENT + """
			if cell[2] ~= ARGV[4] or line ~= ARGV[6] then return present() end
			redis.call('HSET', KEYS[2], 'version', ARGV[7], 'state', ARGV[8])
			redis.call('PEXPIRE', KEYS[2], 86400000)
			return reply(ARGV[7], '', generation)
			""");

	private ShelfScripts() {
	}

	static String version(StoreReply reply) {
		return reply.rest().getFirst();
	}

	/** Empty where it was known. */
	static String sealed(StoreReply reply) {
		return reply.rest().get(1);
	}

	static UUID generation(StoreReply reply) {
		String text = reply.rest().get(2);
		return text.isEmpty() ? ConnectionState.NONE.generation() : named(text);
	}

	/** The same for all who meet it. */
	static ShelfState empty(StoreReply reply) {
		return ShelfState.empty(generation(reply), named(version(reply)), 0);
	}

	/** Whatever text somebody has put there. */
	private static UUID named(String text) {
		return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
	}

}
