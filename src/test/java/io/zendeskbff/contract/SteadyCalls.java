package io.zendeskbff.contract;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Callers who send one request after the other over connections that they keep, and never
 * send one again: whatever does not come back as 200 has failed.
 */
final class SteadyCalls implements AutoCloseable {

	private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(8);

	private final List<Caller> all = new ArrayList<>();

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private final URI service;

	SteadyCalls(URI service) {
		this.service = service;
	}

	/**
	 * Adds a caller.
	 * @param pause between an answer and the next request
	 * @param request what he sends, anew each time
	 * @return how many answers of 200 he has got so far
	 */
	AtomicInteger add(Duration pause, Supplier<String> request) {
		Caller caller = new Caller(request);
		this.all.add(caller);
		var _ = this.callers.scheduleWithFixedDelay(caller, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
		return caller.answers;
	}

	List<String> failures() {
		return this.failures;
	}

	@Override
	public void close() {
		end();
	}

	/** Lets each caller end what he is at. */
	void end() {
		this.callers.shutdown();
		this.callers.close();
		this.all.forEach(Caller::hangUp);
	}

	private final class Caller implements Runnable {

		private final AtomicInteger answers = new AtomicInteger();

		private final Supplier<String> request;

		private @Nullable RawConnection connection;

		Caller(Supplier<String> request) {
			this.request = request;
		}

		@Override
		public void run() {
			try {
				call();
			}
			catch (IOException | RuntimeException ex) {
				SteadyCalls.this.failures.add(ex.toString());
				hangUp();
			}
		}

		private void call() throws IOException {
			RawConnection open = (this.connection != null) ? this.connection
					: new RawConnection(SteadyCalls.this.service);
			this.connection = open;
			open.send(this.request.get());
			RawAnswer answer = open.read();
			if (answer.status() == 200) {
				this.answers.incrementAndGet();
			}
			else {
				SteadyCalls.this.failures.add(answer.toString());
			}
			if (answer.endsConnection()) {
				hangUp();
			}
		}

		private void hangUp() {
			try (RawConnection _ = this.connection) {
				this.connection = null;
			}
			catch (IOException ex) {
				SteadyCalls.this.failures.add(ex.toString());
			}
		}

	}

}
