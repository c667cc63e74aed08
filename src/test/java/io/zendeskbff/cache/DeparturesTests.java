package io.zendeskbff.cache;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.zendeskbff.cache.Flights.Seat;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who is taken by which flight.
 */
class DeparturesTests {

	/** A clock on which nobody waits for his turn. */
	private final AtomicLong nanos = new AtomicLong();

	private final Departures departures = new Departures(
			new Pace(() -> this.nanos.addAndGet(Duration.ofMinutes(1).toNanos())));

	@Test
	void oneLeadsWhenSeveralBoardTheSame() {
		Seat first = this.departures.board();
		assertThat(first.leads()).isTrue();
		assertThat(this.departures.board()).isEqualTo(new Seat(first.flight(), false));
	}

	@Test
	void anotherFlightTakesThemWhenTheyComeAfterItHasDeparted() {
		Seat first = this.departures.board();
		depart();
		Seat second = this.departures.board();
		assertThat(second.leads()).isTrue();
		assertThat(second.flight()).isNotSameAs(first.flight());
		this.departures.arrive();
		assertThat(this.departures.board()).isEqualTo(new Seat(second.flight(), false));
	}

	@Test
	void nextOneTakesAllWhoHaveComeWhenTheOneBeforeIsUnderWay() throws Exception {
		this.departures.board();
		depart();
		Seat second = this.departures.board();
		CountDownLatch departed = new CountDownLatch(1);
		Thread leader = Thread.startVirtualThread(() -> {
			depart();
			departed.countDown();
			this.departures.arrive();
		});
		await().until(() -> leader.getState() == Thread.State.WAITING);
		assertThat(this.departures.board()).isEqualTo(new Seat(second.flight(), false));
		assertThat(departed.getCount()).isOne();
		this.departures.arrive();
		leader.join();
		assertThat(departed.getCount()).isZero();
		assertThat(this.departures.board().leads()).isTrue();
	}

	@Test
	void turnIsAwaitedWhenItDeparts() {
		this.departures.board();
		long before = this.nanos.get();
		depart();
		assertThat(this.nanos.get()).isGreaterThan(before);
		this.departures.arrive();
	}

	@Test
	void everyFlightIsLedByOneAndUnderWayAloneWhenManyCome() throws Exception {
		AtomicInteger underWay = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		Queue<Seat> seats = new ConcurrentLinkedQueue<>();
		List<Thread> all = IntStream.range(0, 200).mapToObj((_) -> Thread.startVirtualThread(() -> {
			Seat seat = this.departures.board();
			seats.add(seat);
			if (seat.leads()) {
				depart();
				most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
				LockSupport.parkNanos(100_000);
				underWay.decrementAndGet();
				this.departures.arrive();
			}
		})).toList();
		for (Thread one : all) {
			assertThat(one.join(Duration.ofSeconds(10))).isTrue();
		}
		assertThat(most).hasValue(1);
		assertThat(seats).hasSize(200);
		assertThat(seats.stream().filter(Seat::leads).count())
			.isEqualTo(seats.stream().map(Seat::flight).distinct().count());
	}

	private void depart() {
		this.departures.awaitRunway();
		this.departures.depart();
	}

}
