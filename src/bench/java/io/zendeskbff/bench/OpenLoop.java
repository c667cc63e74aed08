package io.zendeskbff.bench;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/**
 * Reads at a fixed rate, whatever the server does: each read's latency counts from the
 * moment at which it was due, also when no connection was free then. wrk cannot do that,
 * and h2load's clients fire together every 10 ms.
 */
final class OpenLoop implements AutoCloseable {

	private static final long TICK_NANOS = 20_000;

	private static final Duration GRACE = Duration.ofSeconds(2);

	private final Selector selector = Selector.open();

	private final Deque<Caller> idle = new ArrayDeque<>();

	private final DoubleStream.Builder millis = DoubleStream.builder();

	private final int callers;

	private long answers;

	private long errors;

	OpenLoop(Server server, byte[] request, int callers) throws IOException {
		this.callers = callers;
		for (int caller = 0; caller < callers; caller++) {
			this.idle.add(new Caller(server.port(), request, this.selector));
		}
	}

	/** Reads so many times a second for so long, and waits for what is under way. */
	Load run(double perSecond, Duration duration) throws IOException {
		double interval = 1e9 / perSecond;
		long start = System.nanoTime();
		long due = (long) (duration.toNanos() / interval);
		long sent = 0;
		while (sent < due && System.nanoTime() - start < duration.plus(GRACE).toNanos()) {
			long next = start + (long) (sent * interval);
			if (next <= System.nanoTime() && !this.idle.isEmpty()) {
				this.idle.remove().send(next);
				sent++;
			}
			else {
				LockSupport.parkNanos(Math.min(TICK_NANOS, Math.max(1, next - System.nanoTime())));
			}
			receive();
		}
		drain();
		countOverdue(start, interval, sent, due);
		double[] latencies = this.millis.build().toArray();
		return new Load(this.answers, Duration.ofNanos(System.nanoTime() - start), this.errors,
				duration(Numbers.median(latencies)), duration(Numbers.percentile(latencies, 99)));
	}

	private void drain() throws IOException {
		long end = System.nanoTime() + GRACE.toNanos();
		while (this.idle.size() < this.callers && System.nanoTime() < end) {
			receive();
			LockSupport.parkNanos(TICK_NANOS);
		}
		this.errors += this.callers - this.idle.size();
	}

	/** What could not even be sent has waited for at least so long. */
	private void countOverdue(long start, double interval, long sent, long due) {
		for (long number = sent; number < due; number++) {
			this.millis.add((System.nanoTime() - start - number * interval) / 1e6);
		}
	}

	private void receive() throws IOException {
		List<Caller> ready = new ArrayList<>();
		this.selector.selectNow((key) -> ready.add((Caller) key.attachment()));
		for (Caller caller : ready) {
			receive(caller);
		}
	}

	private void receive(Caller caller) throws IOException {
		int status;
		try {
			status = caller.receive();
		}
		catch (IOException _) {
			caller.renew();
			if (!this.idle.contains(caller)) {
				this.errors++;
				this.idle.add(caller);
			}
			return;
		}
		if (status != 0) {
			this.answers++;
			this.errors += (status == 200) ? 0 : 1;
			this.millis.add((System.nanoTime() - caller.dueAt()) / 1e6);
			if (caller.isLast()) {
				caller.renew();
			}
			this.idle.add(caller);
		}
	}

	private static Duration duration(double millis) {
		return Duration.ofNanos((long) (millis * 1e6));
	}

	@Override
	public void close() throws IOException {
		for (var key : this.selector.keys()) {
			key.channel().close();
		}
		this.selector.close();
	}

}
