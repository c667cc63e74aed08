package io.zendeskbff.changes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.zendeskbff.audit.Attempts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The list of one process.
 */
class OwnChangesTests {

	private final OwnChanges changes = new OwnChanges();

	@Test
	void newestIsFirstWhenListed() {
		assertThat(this.changes.latest()).isEmpty();
		this.changes.add(SomeChanges.started("1"));
		this.changes.add(SomeChanges.started("2"));
		assertThat(SomeChanges.requestIds(this.changes.latest())).containsExactly("2", "1");
	}

	@Test
	void attemptStaysInItsPlaceWhenItEnds() {
		Change first = SomeChanges.started("1");
		Consumer<Change> place = this.changes.add(first);
		this.changes.add(SomeChanges.started("2"));
		place.accept(first.ended("billing-refused", "no"));
		assertThat(this.changes.latest()).containsExactly(SomeChanges.started("2"),
				first.ended("billing-refused", "no"));
	}

	@Test
	void oldestIsPushedOutWhenThereAreMoreThanAHundred() {
		Consumer<Change> oldest = this.changes.add(SomeChanges.started("0"));
		IntStream.rangeClosed(1, 100).forEach((i) -> this.changes.add(SomeChanges.started("" + i)));
		oldest.accept(SomeChanges.started("0").ended("applied", "yes"));
		assertThat(SomeChanges.requestIds(this.changes.latest())).hasSize(100)
			.startsWith("100", "99")
			.endsWith("2", "1");
	}

	@Test
	void nothingGetsLostWhenManyAddAtOnce() {
		try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
			IntStream.range(0, 1_000).forEach((i) -> many.execute(() -> {
				Change started = SomeChanges.started("" + i);
				this.changes.add(started).accept(started.ended("applied", "yes"));
				this.changes.latest();
			}));
		}
		assertThat(this.changes.latest()).hasSize(100).doesNotHaveDuplicates().allMatch(Change::hasEnded);
	}

	@Test
	void everythingButValuesIsListedWhenAnAttemptIsMade() {
		Attempts attempts = new ListedAttempts(this.changes, () -> SomeChanges.NOON.plus(Duration.ofMillis(999)));
		Attempts.Ending ending = attempts.started(SomeChanges.OWNER, SomeChanges.FIELDS, "request-1");
		Change.By owner = new Change.By("https://issuer", "portal-server", null);
		List<String> fields = List.of("city", "email");
		assertThat(this.changes.latest())
			.containsExactly(new Change(SomeChanges.NOON, owner, fields, "started", "unknown", "request-1"));
		ending.ended("upstream-timeout", "unknown");
		assertThat(this.changes.latest())
			.containsExactly(new Change(SomeChanges.NOON, owner, fields, "upstream-timeout", "unknown", "request-1"));
		assertThat(this.changes.latest().toString()).doesNotContain("portal-server");
	}

}
