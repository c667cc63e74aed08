package io.zendeskbff.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;

/**
 * Reads on for a while when a request was answered before its body was read, so that the
 * sender is not cut off before he hears the answer, RFC 9112 section 9.6. Tomcat itself
 * would read on for as long as octets drip, and for any number of requests.
 */
final class LeftoverValve extends ValveBase {

	private static final Logger LOGGER = LoggerFactory.getLogger(LeftoverValve.class);

	private static final int MOST_OCTETS = 2 * 1024 * 1024;

	private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final Semaphore readers;

	/**
	 * Reads on for so many callers at a time; the others are cut off.
	 * @param most fewer than there are threads to refuse requests
	 */
	LeftoverValve(int most) {
		this.readers = new Semaphore(most);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
		if (isUnread(request)) {
			response.flushBuffer();
			if (isWorthwhile(request, response) && this.readers.tryAcquire()) {
				readOn(request);
			}
			if (isUnread(request)) {
				request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
			}
		}
	}

	/** In an error Tomcat closes the connection anyway. */
	private static boolean isUnread(Request request) {
		return !is(ActionCode.IS_ERROR, request) && !is(ActionCode.REQUEST_BODY_FULLY_READ, request);
	}

	private static boolean is(ActionCode question, Request request) {
		AtomicBoolean answer = new AtomicBoolean();
		request.getCoyoteRequest().action(question, answer);
		return answer.get();
	}

	/**
	 * Who was too slow already is not waited for again, and who asked before he sends a
	 * body, RFC 9110 section 10.1.1, sends none after a refusal.
	 */
	private static boolean isWorthwhile(Request request, Response response) {
		return response.getStatus() != HttpStatus.REQUEST_TIMEOUT.value()
				&& !request.getCoyoteRequest().hasExpectation();
	}

	private void readOn(Request request) {
		try {
			readOn(request.getCoyoteRequest());
		}
		catch (IOException ex) {
			LOGGER.atDebug().setCause(ex).log("The caller is gone");
		}
		finally {
			this.readers.release();
		}
	}

	/** By Tomcat's own request: the servlet's stream has been closed with the answer. */
	private static void readOn(org.apache.coyote.Request request) throws IOException {
		Nowhere nowhere = new Nowhere();
		long start = System.nanoTime();
		int octets = 0;
		int length = 0;
		while (length >= 0 && octets < MOST_OCTETS && System.nanoTime() - start < LONGEST_NANOS) {
			length = request.doRead(nowhere);
			octets += length;
		}
	}

	/** Where octets go that nobody wants. */
	private static final class Nowhere implements ApplicationBufferHandler {

		private ByteBuffer octets = ByteBuffer.allocate(0);

		@Override
		public void setByteBuffer(ByteBuffer buffer) {
			this.octets = buffer;
		}

		@Override
		public ByteBuffer getByteBuffer() {
			return this.octets;
		}

		@Override
		public void expand(int size) {
			// Nothing is kept.
		}

	}

}
