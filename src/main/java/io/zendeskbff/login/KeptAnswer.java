package io.zendeskbff.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * An answer of the identity provider that is asked for once by all who want it, kept for
 * an hour, and for longer while there is no other. That there was none is kept for five
 * seconds: nobody waits for a provider of which that is known.
 *
 * @param <T> what is made of the answer
 */
final class KeptAnswer<T> {

	private static final Duration KEPT = Duration.ofHours(1);

	private static final Duration PAUSE = Duration.ofSeconds(5);

	/** In seconds, for another who asks: whoever waits takes somebody else's place. */
	private static final long PATIENCE = 1;

	private final ReentrantLock turn = new ReentrantLock();

	private final Supplier<T> source;

	private final InstantSource clock;

	private volatile @Nullable T answer;

	/** When it is worth to ask again. */
	private volatile Instant next = Instant.MIN;

	KeptAnswer(Supplier<T> source, InstantSource clock) {
		this.source = source;
		this.clock = clock;
	}

	T get() {
		if (isWorthAsking() && isMyTurn()) {
			try {
				if (isWorthAsking()) {
					ask();
				}
			}
			finally {
				this.turn.unlock();
			}
		}
		T known = this.answer;
		if (known == null) {
			throw new AuthenticationServiceException("The identity provider has not answered");
		}
		return known;
	}

	private boolean isWorthAsking() {
		return !this.clock.instant().isBefore(this.next);
	}

	/** Who has an answer does not wait for another. */
	private boolean isMyTurn() {
		try {
			return (this.answer != null) ? this.turn.tryLock() : this.turn.tryLock(PATIENCE, TimeUnit.SECONDS);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void ask() {
		try {
			this.answer = this.source.get();
			this.next = this.clock.instant().plus(KEPT);
		}
		catch (AuthenticationServiceException ex) {
			this.next = this.clock.instant().plus(PAUSE);
			if (this.answer == null) {
				throw ex;
			}
		}
	}

}
