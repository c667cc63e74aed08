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
	 * The name by which answers, logs and meters tell of it.
	 * @return lower-case words with hyphens between
	 */
	String slug();

	/**
	 * Zendesk cannot be reached or says that it is down.
	 *
	 * @param retryAfter the pause to keep, null when nobody knows
	 */
	record Unavailable(@Nullable Duration retryAfter) implements Failure {

		@Override
		public String slug() {
			return "upstream-unavailable";
		}

	}

	/**
	 * Zendesk lets no more of our calls through for a while.
	 *
	 * @param retryAfter the pause to keep
	 */
	record Throttled(Duration retryAfter) implements Failure {

		@Override
		public String slug() {
			return "upstream-throttled";
		}

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

		@Override
		public String slug() {
			return "billing-refused";
		}

	}

	/**
	 * The account that is connected is not the one that this service is for.
	 *
	 * @param key its {@code account_key}
	 */
	record OtherAccount(String key) implements Failure {

		@Override
		public String slug() {
			return "upstream-invalid";
		}

	}

	/** The failures that need no words of their own. */
	enum Plain implements Failure {

		/** The deadline passed. */
		TIMED_OUT("upstream-timeout"),

		/** The connection broke, or Zendesk failed inside. */
		BROKEN("upstream-failed"),

		/**
		 * What came is no JSON, or not all of it: half an account, a page, another type
		 * or no body at all, as from a server or a connection in trouble.
		 */
		INVALID("upstream-invalid"),

		/**
		 * What came is whole, and says something else: a redirect, a refusal of the
		 * request, a coding that nobody asked for, JSON without the promised members.
		 */
		UNEXPECTED("upstream-invalid"),

		/** The account is there no longer, or another one in its place. */
		GONE("upstream-invalid"),

		/** Zendesk forbids the call for a reason that it does not give. */
		FORBIDDEN("upstream-forbidden"),

		/** Zendesk keeps refusing our credentials. */
		CREDENTIALS_REFUSED("upstream-credentials"),

		/** Nobody has connected this service to Zendesk. */
		NOT_CONNECTED("not-connected"),

		/** Our grant is for reading only. */
		READ_ONLY_GRANT("upstream-credentials"),

		/** The account can only be read: it was created in Zendesk Support. */
		READ_ONLY("account-read-only"),

		/** The user whose grant we hold is not the account's owner. */
		CONNECTION_NOT_OWNER("connection-not-owner"),

		/** The account is not, or is no longer, what the caller took it for. */
		PRECONDITION_FAILED("precondition-failed"),

		/** What all replicas share is away, and nothing may be done without it. */
		STORE_UNAVAILABLE("store-unavailable"),

		/** Too many calls wait already. */
		OVERLOADED("overloaded");

		private final String slug;

		Plain(String slug) {
			this.slug = slug;
		}

		@Override
		public String slug() {
			return this.slug;
		}

	}

}
