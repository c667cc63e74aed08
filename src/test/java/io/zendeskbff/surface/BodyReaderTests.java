package io.zendeskbff.surface;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyReaderTests {

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);

	private final BodyReader reader = new BodyReader(Duration.ofSeconds(10), this.nanoTime::get);

	@Test
	void bodyIsReadWhenItTakesAllTheTimeThereIs() throws IOException {
		assertThat(this.reader.read(request(new Drip(10)))).isEqualTo("xxxxxxxxxx".getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void bodyIsGivenUpWhenItDripsForLonger() {
		Drip drip = new Drip(1000);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> this.reader.read(request(drip)));
		assertThat(drip.dripped).isEqualTo(11);
	}

	@Test
	void bodyIsReadWhenItIsAsLargeAsAllowed() throws IOException {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setContent(new byte[BodyReader.MOST_OCTETS]);
		assertThat(this.reader.read(request)).hasSize(BodyReader.MOST_OCTETS);
	}

	@Test
	void bodyIsRefusedUnreadWhenItSaysThatItIsLarger() {
		Drip drip = new Drip(BodyReader.MOST_OCTETS + 1);
		MockHttpServletRequest request = request(drip);
		request.setContent(new byte[BodyReader.MOST_OCTETS + 1]);
		assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(() -> this.reader.read(request));
		assertThat(drip.dripped).isZero();
	}

	private static MockHttpServletRequest request(ServletInputStream body) {
		return new MockHttpServletRequest() {
			@Override
			public ServletInputStream getInputStream() {
				return body;
			}
		};
	}

	/** One octet a second. */
	private final class Drip extends ServletInputStream {

		private final int octets;

		private int dripped;

		Drip(int octets) {
			this.octets = octets;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) {
			if (this.dripped == this.octets) {
				return -1;
			}
			this.dripped++;
			BodyReaderTests.this.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
			buffer[offset] = 'x';
			return 1;
		}

		@Override
		public int read() {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean isFinished() {
			return this.dripped == this.octets;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new UnsupportedOperationException();
		}

	}

}
