package io.zendeskbff.openapi;

import java.util.function.Supplier;

import org.springframework.util.DigestUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The document as it is sent. Made when somebody asks for it first, and the same bytes
 * for all from then on.
 */
final class Document {

	private final Supplier<byte[]> json;

	private final Supplier<String> entityTag;

	Document(Supplier<byte[]> json) {
		this.json = SingletonSupplier.of(json);
		this.entityTag = SingletonSupplier.of(() -> DigestUtils.md5DigestAsHex(json()));
	}

	/** In UTF-8. */
	byte[] json() {
		return this.json.get().clone();
	}

	/** Of these very bytes, RFC 9110 section 8.8.3, without its quotes. */
	String entityTag() {
		return this.entityTag.get();
	}

}
