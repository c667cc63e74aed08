package io.zendeskbff.attack;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

import io.zendeskbff.contract.RawConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that comes back over one connection until the service ends it.
 *
 * @param text every octet of it
 */
record Answers(String text) {

	private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] \\d{3}");

	/**
	 * Sends octets, and waits for the end of the connection.
	 * @param service where to
	 * @param octets what, one a character
	 */
	static Answers to(URI service, String octets) throws IOException {
		try (RawConnection connection = new RawConnection(service)) {
			connection.send(octets.getBytes(StandardCharsets.ISO_8859_1));
			return new Answers(connection.readToEnd());
		}
	}

	/** The number of answers, wherever one begins. */
	long count() {
		return STATUS_LINE.matcher(this.text).results().count();
	}

	/** There is one answer and no other: this problem. */
	void assertProblem(int status, String slug) {
		assertOnly(status);
		assertThat(this.text).contains("\"urn:zendesk-account-bff:problem:" + slug + "\"",
				"X-Content-Type-Options: nosniff", "X-Request-Id: ");
	}

	/** There is one answer and no other; the connection ends with it. */
	void assertOnly(int status) {
		assertThat(this.text).startsWith("HTTP/1.1 " + status + " ");
		assertThat(count()).as(this.text).isOne();
		assertThat(head()).contains("\r\nconnection: close\r\n").doesNotContain("\r\nset-cookie:");
	}

	/** The first answer's status line and headers, in lower case. */
	String head() {
		return this.text.substring(0, this.text.indexOf("\r\n\r\n") + 2).toLowerCase(Locale.ROOT);
	}

}
