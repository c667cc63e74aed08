package io.zendeskbff.upstream;

import org.springframework.http.HttpHeaders;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Answers for those who read them, without a server.
 */
public final class PreparedAnswer {

	private PreparedAnswer() {
	}

	/**
	 * An answer.
	 * @param status its status
	 * @param body its body
	 * @param headers its headers, {@code name: value}
	 */
	public static Answer of(int status, String body, String... headers) {
		HttpHeaders all = new HttpHeaders();
		for (String header : headers) {
			String[] pair = header.split(": ", 2);
			all.add(pair[0], pair[1]);
		}
		return new Answer(status, all, body.getBytes(UTF_8));
	}

}
