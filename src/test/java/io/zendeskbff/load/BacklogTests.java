package io.zendeskbff.load;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class BacklogTests {

	@Test
	void nobodyRestsWhenThereAreFewTasks() {
		Backlog backlog = filled(15, Duration.ofHours(1));
		backlog.rest();
	}

	@Test
	void restEndsWhenFewTasksAreLeft() throws InterruptedException {
		Backlog backlog = filled(16, Duration.ofHours(1));
		Thread poller = Thread.ofPlatform().daemon().start(backlog::rest);
		await().until(() -> poller.getState() == Thread.State.TIMED_WAITING);
		for (int i = 0; i < 11; i++) {
			backlog.remove();
		}
		assertThat(poller.join(Duration.ofMillis(50))).as("five are not few").isFalse();
		backlog.remove();
		assertThat(poller.join(Duration.ofSeconds(30))).isTrue();
	}

	@Test
	void restEndsWhenNoTaskBegins() {
		Backlog backlog = filled(100, Duration.ofMillis(1));
		backlog.rest();
	}

	private static Backlog filled(int tasks, Duration longestRest) {
		Backlog backlog = new Backlog(longestRest);
		for (int i = 0; i < tasks; i++) {
			backlog.add();
		}
		return backlog;
	}

}
