package io.zendeskbff.renewal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.grant.RefreshToken;
import io.zendeskbff.grant.TokenEndpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * A token endpoint that counts, rotates and, when a test says so, lies or keeps its
 * caller waiting. Its tokens are {@code access-1}, {@code access-2} and so on.
 */
public final class FakeTokenEndpoint implements TokenEndpoint {

	private final ManualTime time;

	private final List<String> log;

	private final List<String> refreshed = new CopyOnWriteArrayList<>();

	private int calls;

	private volatile long lifeSeconds;

	private volatile @Nullable Supplier<Grant> answer;

	private volatile CountDownLatch gate = new CountDownLatch(0);

	FakeTokenEndpoint(ManualTime time, List<String> log) {
		this.time = time;
		this.log = log;
	}

	@Override
	public Grant issue() {
		return answer(false);
	}

	@Override
	public Grant redeem(OAuth2AuthorizationRequest request, String code) {
		return redeemed();
	}

	/** What an owner brings back. */
	public Grant redeemed() {
		return answer(true);
	}

	@Override
	public Grant refresh(BearerToken spent, RefreshToken refreshToken) {
		this.refreshed.add(refreshToken.value());
		return answer(true);
	}

	private Grant answer(boolean refreshable) {
		int number = begin();
		await();
		Supplier<Grant> prepared = this.answer;
		Grant grant = (prepared != null) ? prepared.get() : grant(number, refreshable);
		this.log.add("issued " + grant.accessToken().value());
		return grant;
	}

	private synchronized int begin() {
		return ++this.calls;
	}

	private void await() {
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The grant that the call of this number brings. */
	public Grant grant(int number, boolean refreshable) {
		return new Grant(new BearerToken("access-" + number,
				(this.lifeSeconds > 0) ? this.time.now().plusSeconds(this.lifeSeconds) : null, Set.of("read", "write")),
				refreshable ? new RefreshToken("refresh-" + number) : null);
	}

	/** The calls that began. */
	public synchronized int calls() {
		return this.calls;
	}

	/** The refresh tokens that were sent, oldest first. */
	public List<String> refreshed() {
		return List.copyOf(this.refreshed);
	}

	/** From now on tokens end. */
	public void lifeSeconds(long seconds) {
		this.lifeSeconds = seconds;
	}

	/** From now on every call answers this. */
	public void answers(Supplier<Grant> prepared) {
		this.answer = prepared;
	}

	/** From now on calls answer as they did at first. */
	public void recovers() {
		this.answer = null;
	}

	/** From now on no call answers before {@link #open()}. */
	public void close() {
		this.gate = new CountDownLatch(1);
	}

	public void open() {
		this.gate.countDown();
	}

}
