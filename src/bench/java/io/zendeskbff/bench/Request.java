package io.zendeskbff.bench;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@code GET} with its headers.
 */
record Request(String path, Map<String, String> headers) {

	Request(String path) {
		this(path, Map.of());
	}

	Request with(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new Request(this.path, more);
	}

	Request withToken(String token) {
		return with("Authorization", "Bearer " + token);
	}

	byte[] octets() {
		StringBuilder text = new StringBuilder("GET ").append(this.path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
		this.headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
		return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

}
