package io.zendeskbff.attack;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.zendeskbff.contract.RunningBff;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The body of an update that is refused, and how.
 */
final class BadBody {

	private final String name;

	private final byte[] octets;

	private final int status;

	private final String slug;

	private BadBody(String name, byte[] octets, int status, String slug) {
		this.name = name;
		this.octets = octets;
		this.status = status;
		this.slug = slug;
	}

	static BadBody noJson(String name, String body) {
		return noJson(name, body, StandardCharsets.UTF_8);
	}

	static BadBody noJson(String name, String body, Charset charset) {
		return noJson(name, body.getBytes(charset));
	}

	static BadBody noJson(String name, byte[] octets) {
		return new BadBody(name, octets, 400, "invalid-json");
	}

	static BadBody invalid(String name, String body) {
		return new BadBody(name, body.getBytes(StandardCharsets.UTF_8), 422, "invalid-billing");
	}

	static BadBody tooLarge(String name, String body) {
		return new BadBody(name, body.getBytes(StandardCharsets.UTF_8), 413, "payload-too-large");
	}

	/**
	 * A body around members of billing.
	 * @param members as they are to be sent
	 */
	static String with(String members) {
		return "{\"billing\":{" + members + "}}";
	}

	/**
	 * Has an owner send it to a service that Zendesk has not heard of since its reset.
	 */
	void assertRefused(RunningBff bff) {
		assertRefused(bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), this.octets), this.status, this.slug);
		assertThat(bff.accountCalls()).isZero();
	}

	static void assertRefused(HttpResponse<String> answer, int status, String slug) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(RunningBff.slug(answer)).isEqualTo(slug);
		assertThat(answer.body()).contains("\"applied\":\"no\"");
		assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
	}

	@Override
	public String toString() {
		return this.name;
	}

}
