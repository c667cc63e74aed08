package io.zendeskbff.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zendeskbff.store.ScriptedRedis.Call;
import io.zendeskbff.upstream.RecordedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is sent to the store, and what is made of it that it does not answer or refuses.
 */
class StoreCallsTests {

	private static final StoreScript SCRIPT = new StoreScript("return reply('x')");

	private final ScriptedRedis redis = new ScriptedRedis();

	private final SharedStore store = this.redis.store();

	private RecordedLog log;

	@BeforeEach
	void record() {
		this.log = RecordedLog.of(Level.DEBUG, "io.zendeskbff.store");
	}

	@AfterEach
	void close() {
		this.log.close();
		this.store.close();
	}

	@Test
	void scriptLearnsWhatIsKnownOfTheStoreWhenRun() {
		this.redis.answers("x");
		StoreReply reply = this.store.run(SCRIPT, List.of(this.store.key("a"), this.store.key("b")), "one", "two");
		assertThat(reply).isEqualTo(new StoreReply(1_000, 0, "line-1", List.of("x")));
		this.store.run(SCRIPT, List.of());
		Call first = this.redis.calls().getFirst();
		assertThat(first.isOf(SCRIPT)).isTrue();
		assertThat(first.keys()).containsExactly("test:store", "test:a", "test:b");
		assertThat(first.arguments().subList(1, 5)).containsExactly("", "14000", "one", "two");
		Call second = this.redis.calls().getLast();
		assertThat(second.keys()).containsExactly("test:store");
		assertThat(second.arguments().subList(1, 3)).containsExactly("line-1", "14000");
		assertThat(second.arguments().getFirst()).hasSize(36).isNotEqualTo(first.arguments().getFirst());
		assertThat(this.store.longestUpdate()).isEqualTo(Duration.ofSeconds(14));
	}

	@Test
	void lossIsToldOnceWhenTheStoreDrawsAnotherLine() {
		this.redis.answers("x");
		for (String line : List.of("line-1", "line-1", "line-2", "line-2")) {
			this.redis.draws(line);
			this.store.run(SCRIPT, List.of());
		}
		assertThat(this.log.lines()).singleElement().asString().startsWith("WARN The shared store was restarted");
	}

	@Test
	void outageIsToldOnceAndNobodyTriesWhenNoAnswerComes() {
		this.redis.answers("x");
		this.store.run(SCRIPT, List.of());
		assertThat(this.store.isDoubtful()).isFalse();
		assertThat(away()).isZero();
		this.redis.goesAway();
		for (int i = 0; i < 4; i++) {
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.store.run(SCRIPT, List.of()))
				.withMessageStartingWith("The shared store is of no use: ")
				.matches((ex) -> !ex.isRefusal() && !ex.isOfAnotherType() && !ex.again().isRefusal());
		}
		assertThat(this.store.isDoubtful()).isTrue();
		assertThat(away()).isOne();
		assertThat(this.redis.calls().size()).isLessThan(4);
		assertThat(count("answered")).isOne();
		assertThat(count("failed") + count("spared")).isEqualTo(4);
		assertThat(count("failed")).isEqualTo(this.redis.calls().size() - 1);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN The shared store is away")
			.contains("reason=\"IllegalStateException\"");
	}

	@Test
	void returnIsToldOnceWhenItAnswersAgain() {
		SharedStore patient = this.redis.patientStore();
		this.redis.goesAway();
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> patient.run(SCRIPT, List.of()));
		this.redis.commands((_) -> "there");
		for (int i = 0; i < 2; i++) {
			assertThat(patient.<String>call((redis) -> String.valueOf(redis.opsForValue().get("k"))))
				.isEqualTo("there");
		}
		assertThat(this.log.lines()).hasSize(2).last().asString().startsWith("INFO The shared store is back");
		patient.close();
	}

	@Test
	void storeIsThereWhenItRefuses() {
		MeterRegistry meters = new SimpleMeterRegistry();
		StoreJournal journal = new StoreJournal(meters);
		journal.failed(new IllegalStateException());
		assertThat(away(meters)).isOne();
		journal.failed(refusal("OOM command not allowed"));
		assertThat(away(meters)).isZero();
		journal.failed(refusal("OOM command not allowed"));
		journal.failed(refusal("READONLY s3cret"));
		journal.answered();
		assertThat(this.log.lines()).hasSize(3);
		assertThat(this.log.lines().get(1)).startsWith("WARN The shared store refuses commands [code=\"OOM\"]");
		assertThat(this.log.lines().get(2)).startsWith("WARN The shared store refuses commands [code=\"READONLY\"]");
		assertThat(count(meters, "refused")).isEqualTo(3);
		assertThat(count(meters, "failed")).isOne();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			OOM command not allowed             | OOM       | false
			READONLY You can't write            | READONLY  | false
			WRONGTYPE Operation against a key   | WRONGTYPE | true
			ERR of script: WRONGTYPE Operation  | WRONGTYPE | false
			XOOM and OOMX                       | ERR       | false
			ERR unknown command s3cret          | ERR       | false
			``                                  | ERR       | false
			""")
	void refusalIsToldByItsCodeWhenRefused(String message, String code, boolean ofAnotherType) {
		RuntimeException failure = new IllegalStateException("Error in execution", refusal(message));
		assertThat(Refusal.of(failure)).isEqualTo(code);
		assertThat(Silence.isRefusal(failure)).isTrue();
		assertThat(Silence.isCauseOf(failure)).isFalse();
		assertThat(Silence.isOfAnotherType(failure)).isEqualTo(ofAnotherType);
		StoreException ex = new StoreException(failure);
		assertThat(ex.isRefusal()).isTrue();
		assertThat(ex.isOfAnotherType()).isEqualTo(ofAnotherType);
		assertThat(ex.again()).isNotSameAs(ex).hasCause(failure).hasMessage(ex.getMessage());
	}

	@Test
	void storeIsNotSilentWhenTheOneWhoAskedWasInterrupted() {
		RuntimeException failure = new IllegalStateException(
				new RedisCommandInterruptedException(new InterruptedException()));
		assertThat(Silence.isCauseOf(failure)).isFalse();
		assertThat(Silence.isRefusal(failure)).isFalse();
		assertThat(Silence.isOfAnotherType(failure)).isFalse();
		assertThat(Silence.isOfAnotherType(new IllegalStateException("WRONGTYPE"))).isFalse();
	}

	@Test
	void taskIsDoneInASecondWhenLeftForLater() throws Exception {
		CountDownLatch done = new CountDownLatch(1);
		long begun = System.nanoTime();
		this.store.soon(done::countDown);
		assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
	}

	@Test
	void nothingIsDoneWhenTheProcessEnds() {
		CountDownLatch done = new CountDownLatch(1);
		this.store.soon(done::countDown);
		this.store.close();
		assertThatCode(() -> this.store.soon(done::countDown)).doesNotThrowAnyException();
		assertThat(this.store.mutex("lease", new SharedMutex.Terms(Duration.ofSeconds(1), Duration.ZERO, true, true)))
			.isNotNull();
		assertThat(done.getCount()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "999, true", "1000, false", "1001, false" })
	void storeIsUnsettledWhenItsTimeHasNotCome(long now, boolean unsettled) {
		assertThat(StoreReply.of(List.of(String.valueOf(now), "1000", "line", "x", "y")).isUnsettled())
			.isEqualTo(unsettled);
		assertThat(StoreReply.of(List.of("1", "2", "line", "x", "y")))
			.isEqualTo(new StoreReply(1, 2, "line", List.of("x", "y")));
	}

	private static RuntimeException refusal(String message) {
		return new RedisCommandExecutionException(message);
	}

	private double away() {
		return away(this.redis.meters());
	}

	private static double away(MeterRegistry meters) {
		return meters.get("bff.store.away").gauge().value();
	}

	private double count(String outcome) {
		return count(this.redis.meters(), outcome);
	}

	private static double count(MeterRegistry meters, String outcome) {
		return meters.get("bff.store.calls").tag("outcome", outcome).counter().count();
	}

}
