package io.zendeskbff.connection;

import java.time.Duration;
import java.util.Optional;

import io.zendeskbff.grant.GrantException;
import org.jspecify.annotations.Nullable;

/**
 * There is no token to call Zendesk with.
 */
public final class ConnectionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final String sentence;

	private final @Nullable String accountKey;

	private final @Nullable Duration retryAfter;

	private ConnectionException(Reason reason, String sentence, @Nullable String accountKey,
			@Nullable Throwable cause) {
		super("No Zendesk token: " + reason, cause);
		this.reason = reason;
		this.sentence = sentence;
		this.accountKey = accountKey;
		this.retryAfter = (cause instanceof GrantException failure) ? failure.retryAfter().orElse(null) : null;
	}

	private ConnectionException(ConnectionException same, @Nullable Duration retryAfter) {
		super(same.getMessage(), same);
		this.reason = same.reason;
		this.sentence = same.sentence;
		this.accountKey = same.accountKey;
		this.retryAfter = retryAfter;
	}

	public static ConnectionException of(Reason reason) {
		return new ConnectionException(reason, reason.sentence, null, null);
	}

	public static ConnectionException of(Reason reason, Throwable cause) {
		return new ConnectionException(reason, reason.sentence, null, cause);
	}

	/**
	 * A failed token call.
	 * @param failure what came of it
	 * @return the same in terms of the connection, with advice
	 */
	public static ConnectionException of(GrantException failure) {
		Reason reason = switch (failure.reason()) {
			case UNAVAILABLE -> Reason.UNAVAILABLE;
			case TIMED_OUT -> Reason.TIMED_OUT;
			case REFUSED -> Reason.REFUSED;
			case INVALID -> Reason.INVALID;
		};
		return new ConnectionException(reason, RefusalAdvice.on(failure).orElse(reason.sentence), null, failure);
	}

	/**
	 * A grant for an account that is not ours.
	 * @param key that account's key, which is no secret: it stands in every page that
	 * shows its chat
	 * @return the failure
	 */
	public static ConnectionException otherAccount(String key) {
		return new ConnectionException(Reason.OTHER_ACCOUNT, Reason.OTHER_ACCOUNT.sentence.formatted(key), key, null);
	}

	/**
	 * The same failure, for one of several who waited.
	 * @return a new exception with the stack of the one who waits
	 */
	public ConnectionException again() {
		return new ConnectionException(this, this.retryAfter);
	}

	/**
	 * The same failure, for one who comes later.
	 * @param pause how long it is until another attempt is made
	 * @return a new exception with the stack of the one who comes
	 */
	public ConnectionException again(Duration pause) {
		return new ConnectionException(this, pause);
	}

	public Reason reason() {
		return this.reason;
	}

	/**
	 * The key of an account that was refused.
	 * @return empty for every reason but {@link Reason#OTHER_ACCOUNT}
	 */
	public Optional<String> accountKey() {
		return Optional.ofNullable(this.accountKey);
	}

	/**
	 * How long it is until another attempt makes sense.
	 * @return empty when nobody knows
	 */
	public Optional<Duration> retryAfter() {
		return Optional.ofNullable(this.retryAfter);
	}

	/**
	 * What is wrong, and what to look at.
	 * @return a sentence for operators and owners, without any secret
	 */
	public String sentence() {
		return this.sentence;
	}

	/**
	 * Whether waiting will not help.
	 * @return true when somebody must look at the connection
	 */
	public boolean isBroken() {
		return switch (this.reason) {
			case REFUSED, TOKENS_REFUSED, NO_REFRESH_TOKEN, OTHER_ACCOUNT -> true;
			case NOT_CONNECTED, UNAVAILABLE, TIMED_OUT, INVALID, STORE_AWAY, READ_ONLY_SCOPE -> false;
		};
	}

	/**
	 * Whether a refresh may have been carried out without our seeing its result.
	 * @return true when a single-use refresh token may be spent
	 */
	public boolean isLost() {
		return switch (getCause()) {
			case GrantException failure -> failure.isLost();
			case ConnectionException same -> same.isLost();
			case null, default -> false;
		};
	}

	/** Why there is none. */
	public enum Reason {

		/** Nobody has connected Zendesk, or somebody has disconnected it here. */
		NOT_CONNECTED("Zendesk is not connected; its account's owner must connect it."),

		/** Zendesk's token endpoint cannot be reached or is down. */
		UNAVAILABLE("Zendesk's token endpoint cannot be reached or is down."),

		/** The token endpoint, or the wait for it, took too long. */
		TIMED_OUT("Zendesk's token endpoint did not answer in time."),

		/** The token endpoint refuses our client or our grant. */
		REFUSED("Zendesk's token endpoint refuses this service's OAuth client."),

		/** The token endpoint's answer is none that OAuth knows. */
		INVALID("Zendesk's token endpoint does not answer as OAuth demands."),

		/** Zendesk answers 401 even to a token that it has just issued. */
		TOKENS_REFUSED("Zendesk refuses the tokens that it issues; the connected user or the OAuth client"
				+ " may have been disabled."),

		/** The token is refused or has ended, and Zendesk gave nothing to renew it. */
		NO_REFRESH_TOKEN("The token has ended and Zendesk gave none to refresh it; the owner must connect again."),

		/**
		 * The store of all replicas is away, and nothing of its connection is known here.
		 */
		STORE_AWAY("What this service's replicas share cannot be reached."),

		/** The token was not granted for changes. */
		READ_ONLY_SCOPE("The connection was granted without the scope write, so the account can only be read."),

		/** The connected account is not the one that this service is for. */
		OTHER_ACCOUNT("The Zendesk account with the key %s is not the one that this service is" + " for.");

		private final String sentence;

		Reason(String sentence) {
			this.sentence = sentence;
		}

	}

}
