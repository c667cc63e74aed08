package io.zendeskbff.access;

import java.time.Duration;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.renewal.RenewalWorld;
import io.zendeskbff.renewal.RenewalWorld.Replica;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

class ConnectionLifecycleTests {

	private final RenewalWorld world = RenewalWorld.authorizationCode().connected();

	private final Replica replica = this.world.replica();

	private final Tokens tokens = new Tokens(this.world.store, this.replica.renewals(), this.replica.admission(),
			this.replica.timing());

	private final ConnectionLifecycle lifecycle = new ConnectionLifecycle(this.tokens, this.replica.renewals(), true);

	@AfterEach
	void close() {
		this.world.close();
	}

	@Test
	void rotatedTokenIsKeptWhenServiceStopsDuringARefresh() throws InterruptedException {
		this.lifecycle.start();
		this.world.endpoint.close();
		this.tokens.refusals().refused(this.world.store.load().token().orElseThrow());
		this.tokens.prepare();
		await().until(() -> this.world.endpoint.refreshed().size() == 1);
		Thread stopping = Thread.ofPlatform().start(this.lifecycle::stop);
		await().until(() -> stopping.getState() == Thread.State.WAITING);
		assertThat(this.lifecycle.isRunning()).isTrue();
		this.world.endpoint.open();
		stopping.join();
		assertThat(this.lifecycle.isRunning()).isFalse();
		assertThat(this.world.log).contains("stored access-2");
	}

	@Test
	void noRenewalBeginsWhenServiceHasStopped() {
		this.lifecycle.start();
		this.lifecycle.stop();
		this.tokens.refusals().refused(this.world.store.load().token().orElseThrow());
		assertThat(catchThrowableOfType(ConnectionException.class, () -> this.tokens.token(Duration.ofSeconds(20)))
			.reason()).isEqualTo(ConnectionException.Reason.UNAVAILABLE);
		assertThat(this.world.endpoint.refreshed()).isEmpty();
	}

	@Test
	void stopIsImmediateWhenNothingIsRenewed() {
		this.lifecycle.start();
		this.lifecycle.stop();
		assertThat(this.lifecycle.isRunning()).isFalse();
		assertThat(this.world.endpoint.refreshed()).isEmpty();
	}

	@Test
	void callsAreDrainedBeforeWhenServiceStops() {
		assertThat(this.lifecycle.getPhase()).isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
	}

}
