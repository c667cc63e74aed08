package io.zendeskbff.openapi;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The document is made once, and only if somebody asks for it.
 */
class DocumentTests {

	private final AtomicInteger made = new AtomicInteger();

	private final Document document = new Document(
			() -> ("{\"made\":" + this.made.incrementAndGet() + "}").getBytes(StandardCharsets.UTF_8));

	@Test
	void nothingIsMadeWhenNobodyAsks() {
		assertThat(this.made).hasValue(0);
	}

	@Test
	void bytesAndTagAreTheSameWhenAskedAgain() {
		String tag = this.document.entityTag();
		assertThat(this.document.json()).asString(StandardCharsets.UTF_8).isEqualTo("{\"made\":1}");
		assertThat(this.document.json()).isEqualTo(this.document.json());
		assertThat(this.document.entityTag()).isEqualTo(tag).isNotEmpty();
	}

	@Test
	void nobodyChangesItWhenHeHasIt() {
		this.document.json()[0] = 'x';
		assertThat(this.document.json()).asString(StandardCharsets.UTF_8).startsWith("{");
	}

	@Test
	void tagIsAnotherWhenBytesAre() {
		assertThat(new Document(() -> new byte[] { 1 }).entityTag())
			.isNotEqualTo(new Document(() -> new byte[] { 2 }).entityTag());
	}

}
