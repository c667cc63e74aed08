package io.zendeskbff.upstream;

import java.util.List;
import java.util.Optional;

import org.springframework.http.HttpHeaders;

/**
 * A complete answer of Zendesk. None of its headers is passed on; few are looked at.
 */
public final class Answer {

	private final int status;

	private final HttpHeaders headers;

	private final byte[] body;

	Answer(int status, HttpHeaders headers, byte[] body) {
		this.status = status;
		this.headers = headers;
		this.body = body;
	}

	Answer with(byte[] whole) {
		return new Answer(this.status, this.headers, whole);
	}

	public int status() {
		return this.status;
	}

	public boolean isClientError() {
		return this.status >= 400 && this.status < 500;
	}

	public boolean isServerError() {
		return this.status >= 500 && this.status < 600;
	}

	/**
	 * Whether Zendesk has looked at the call at all, and not just its limits or a server
	 * on the way.
	 * @return false for 429 and for every status from 500 on
	 */
	public boolean isTaken() {
		return this.status < 500 && this.status != 429;
	}

	HttpHeaders headers() {
		return this.headers;
	}

	public List<String> header(String name) {
		return this.headers.getOrEmpty(name);
	}

	public Optional<String> contentType() {
		return Optional.ofNullable(this.headers.getFirst(HttpHeaders.CONTENT_TYPE));
	}

	/**
	 * Whether the body is encoded although we asked for identity, RFC 9110 section 8.4.
	 * @return true for any {@code Content-Encoding} but identity
	 */
	public boolean isEncoded() {
		return header(HttpHeaders.CONTENT_ENCODING).stream().anyMatch((one) -> !one.equalsIgnoreCase("identity"));
	}

	/**
	 * The body, whole.
	 * @return the octets themselves, not to be changed
	 */
	public byte[] body() {
		return this.body;
	}

}
