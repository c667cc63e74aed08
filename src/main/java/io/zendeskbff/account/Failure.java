package io.zendeskbff.account;

import java.time.Duration;
import java.util.Set;

import io.zendeskbff.fields.BillingField;
import org.jspecify.annotations.Nullable;

/**
 * Why Zendesk's account could not be read or changed, in the domain's words; knows no
 * HTTP.
 */
public sealed interface Failure {

	/**
	 * Zendesk cannot be reached or says that it is down.
	 *
	 * @param retryAfter the pause that Zendesk asked for, null when it did not
	 */
	record Unavailable(@Nullable Duration retryAfter) implements Failure {
	}

	/**
	 * Zendesk lets no more of our calls through for a while.
	 *
	 * @param retryAfter the pause to keep
	 */
	record Throttled(Duration retryAfter) implements Failure {
	}

	/**
	 * Zendesk refused values that we had accepted.
	 *
	 * @param fields those of our fields that Zendesk's answer names
	 */
	record BillingRefused(Set<BillingField> fields) implements Failure {

		public BillingRefused {
			fields = Set.copyOf(fields);
		}

	}

	/**
	 * The account that is connected is not the one that this service is for.
	 *
	 * @param key its {@code account_key}
	 */
	record OtherAccount(String key) implements Failure {
	}

	/** The failures that need no words of their own. */
	enum Plain implements Failure {

		/** The deadline passed. */
		TIMED_OUT,

		/** The connection broke, or Zendesk failed inside. */
		BROKEN,

		/** The answer is not the JSON account that was promised. */
		INVALID,

		/** Zendesk forbids the call for a reason that it does not give. */
		FORBIDDEN,

		/** Zendesk keeps refusing our credentials. */
		CREDENTIALS_REFUSED,

		/** Nobody has connected this service to Zendesk. */
		NOT_CONNECTED,

		/** Our grant is for reading only. */
		READ_ONLY_GRANT,

		/** The account can only be read: it was created in Zendesk Support. */
		READ_ONLY,

		/** The user whose grant we hold is not the account's owner. */
		CONNECTION_NOT_OWNER,

		/** The account is not, or is no longer, what the caller took it for. */
		PRECONDITION_FAILED,

		/** Too many calls wait already. */
		OVERLOADED

	}

}
