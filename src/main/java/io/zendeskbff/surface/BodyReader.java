package io.zendeskbff.surface;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Reads the body of a request as far as it may go, in size and in time. The container
 * gives up a body of which nothing comes; one that drips would keep it waiting for ever.
 */
public final class BodyReader {

	/** The largest body that is read, in octets. */
	public static final int MOST_OCTETS = 64 * 1024;

	private static final int BUFFER_OCTETS = 4096;

	private final Duration longest;

	private final LongSupplier nanoTime;

	/**
	 * Creates a reader.
	 * @param longest how long a body may take, looked at whenever more of it has come
	 * @param nanoTime as of {@link System#nanoTime()}
	 */
	BodyReader(Duration longest, LongSupplier nanoTime) {
		this.longest = longest;
		this.nanoTime = nanoTime;
	}

	/**
	 * Reads a body to its end.
	 * @param request the request that has it
	 * @return its octets
	 * @throws BodyTooLargeException when it is too large
	 * @throws SocketTimeoutException when it does not arrive in time
	 * @throws IOException when it breaks off
	 */
	public byte[] read(HttpServletRequest request) throws IOException {
		if (request.getContentLengthLong() > MOST_OCTETS) {
			throw new BodyTooLargeException();
		}
		return read(request.getInputStream());
	}

	private byte[] read(InputStream input) throws IOException {
		long start = this.nanoTime.getAsLong();
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		byte[] buffer = new byte[BUFFER_OCTETS];
		for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
			body.write(buffer, 0, length);
			requireWithin(body.size(), this.nanoTime.getAsLong() - start);
		}
		return body.toByteArray();
	}

	private void requireWithin(int octets, long nanos) throws SocketTimeoutException {
		if (octets > MOST_OCTETS) {
			throw new BodyTooLargeException();
		}
		if (nanos > this.longest.toNanos()) {
			throw new SocketTimeoutException("The body drips");
		}
	}

}
