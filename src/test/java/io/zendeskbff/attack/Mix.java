package io.zendeskbff.attack;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.zendeskbff.contract.RunningBff;

import org.jspecify.annotations.Nullable;

/**
 * What all random callers have in common: whom they ask, what they know, and how often
 * they have asked for what.
 */
final class Mix {

	private final RunningBff bff;

	private final Nginx proxy;

	private final Canaries canaries;

	private final Ledger ledger;

	private final String adminsTag;

	private final String adminsView;

	private final Map<Asker, List<String>> credentials = new EnumMap<>(Asker.class);

	private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> traits = new ConcurrentHashMap<>();

	Mix(RunningBff bff, Nginx proxy, Canaries canaries) {
		this.bff = bff;
		this.proxy = proxy;
		this.canaries = canaries;
		this.ledger = new Ledger(tag(bff, bff.issuer().owner()));
		this.adminsTag = tag(bff, bff.issuer().admin());
		this.adminsView = bff.get(RunningBff.ACCOUNT, bff.issuer().admin()).body();
		for (Asker asker : Asker.values()) {
			this.credentials.put(asker, asker.credentials(bff.issuer()));
		}
	}

	private static String tag(RunningBff bff, String token) {
		return bff.get(RunningBff.ACCOUNT, token).headers().firstValue("etag").orElseThrow();
	}

	Nginx proxy() {
		return this.proxy;
	}

	Canaries canaries() {
		return this.canaries;
	}

	Ledger ledger() {
		return this.ledger;
	}

	String adminsTag() {
		return this.adminsTag;
	}

	String adminsView() {
		return this.adminsView;
	}

	List<String> credentials(Asker asker) {
		return this.credentials.getOrDefault(asker, List.of());
	}

	/** Lets the service read the account anew. */
	void forget() {
		this.bff.forgetAccount();
	}

	void count(RandomRequest request, String method, Answer answer) {
		increment(this.answers, request.asker() + " " + method + " " + answer.status());
		request.traits().forEach((trait) -> increment(this.traits, request.asker() + " " + trait));
	}

	void countControl(@Nullable String way) {
		increment(this.answers, "CONTROL " + way);
	}

	private static void increment(Map<String, AtomicInteger> counts, String key) {
		counts.computeIfAbsent(key, (_) -> new AtomicInteger()).incrementAndGet();
	}

	/** How often each asker was answered in each way, {@code ADMIN GET 200}. */
	Map<String, Integer> answers() {
		return sums(this.answers);
	}

	/** How often each asker's request had each trait, {@code ADMIN cookie}. */
	Map<String, Integer> traits() {
		return sums(this.traits);
	}

	private static Map<String, Integer> sums(Map<String, AtomicInteger> counts) {
		Map<String, Integer> sums = new TreeMap<>();
		counts.forEach((key, count) -> sums.put(key, count.get()));
		return sums;
	}

}
