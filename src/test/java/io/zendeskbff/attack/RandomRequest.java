package io.zendeskbff.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.zendeskbff.contract.RunningBff;

/**
 * One way to ask for the account.
 *
 * @param asker who asks
 * @param site where he asks
 * @param method in which way
 * @param target the path, with a query or without
 * @param headers all lines but that of the host
 * @param traits what is unusual, for the count
 */
record RandomRequest(Asker asker, Nginx.Site site, String method, String target, List<String> headers,
		List<String> traits) {

	private static final List<String> DIRECTIVES = List.of("no-cache", "no-store", "max-age=0", "max-age=86400",
			"max-stale=86400", "min-fresh=86400", "only-if-cached", "max-stale, only-if-cached, stale-if-error=86400");

	private static final List<String> RANGES = List.of("bytes=0-99", "bytes=-200", "bytes=0-0,50-", "bytes=99999-");

	private static final List<String> ACCEPTED = List.of("application/json", "*/*", "application/*;q=0.1", "text/html",
			"text/html, application/json;q=0.5", "application/problem+json");

	private static final List<String> QUERIES = List.of("?", "?role=owner", "?billing=1&a=b", "?_method=PUT", "?%2e");

	/**
	 * Makes one up.
	 * @param random how
	 * @param asker who asks
	 * @param credentials the lines by which he says who he is
	 * @param tags an owner's and an admin's tag, either of which he may know
	 */
	static RandomRequest of(Random random, Asker asker, List<String> credentials, List<String> tags) {
		Nginx.Site site = random.nextBoolean() ? Nginx.Site.STORING : Nginx.Site.FORWARDING;
		List<String> traits = new ArrayList<>();
		List<String> headers = new ArrayList<>();
		if (!credentials.isEmpty()) {
			headers.add(any(random, credentials));
		}
		if (random.nextInt(3) == 0) {
			traits.add("condition");
			headers.add("If-None-Match: " + any(random, conditions(tags)));
		}
		if (random.nextInt(10) == 0) {
			traits.add("range");
			headers.add("Range: " + any(random, RANGES));
			headers.add("If-Range: " + any(random, tags));
		}
		if (random.nextInt(5) == 0) {
			traits.add("directive");
			headers.add("Cache-Control: " + any(random, DIRECTIVES));
		}
		if (random.nextInt(8) == 0) {
			traits.add("cookie");
			headers.add("Cookie: __Host-session=" + Long.toHexString(random.nextLong()) + "; lang=de");
		}
		if (random.nextInt(4) == 0) {
			traits.add("accept");
			headers.add("Accept: " + any(random, ACCEPTED));
			headers.add("Accept-Encoding: gzip, br");
			headers.add("Accept-Language: de-CH, fr;q=0.5");
		}
		String target = random.nextBoolean() ? RunningBff.ACCOUNT : RunningBff.CHAT_ACCOUNT;
		if (random.nextInt(4) == 0) {
			traits.add("query");
			target += any(random, QUERIES);
		}
		String method = (random.nextInt(8) == 0) ? "HEAD" : "GET";
		return new RandomRequest(asker, site, method, target, headers, traits);
	}

	private static List<String> conditions(List<String> tags) {
		return List.of(tags.getFirst(), tags.getLast(), "W/" + tags.getFirst(), String.join(", ", tags), "*",
				"\"none\"");
	}

	private static <T> T any(Random random, List<T> all) {
		return all.get(random.nextInt(all.size()));
	}

	/** The line by which the asker says who he is, or none. */
	List<String> credentials() {
		return this.headers.stream().filter((line) -> line.startsWith("Authorization: ")).toList();
	}

}
