package io.zendeskbff.account;

import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.portal.Role;
import org.jspecify.annotations.Nullable;

/**
 * One state of the Zendesk Chat account: the JSON as Zendesk gave it, checked once, with
 * each role's view of it.
 *
 * <p>
 * Nothing is bound to types: members, their order and the text of numbers stay what
 * Zendesk sent, so a member that Zendesk adds tomorrow passes today.
 */
public final class Account {

	private final String key;

	private final @Nullable AccountBilling billing;

	private final AccountView ownerView;

	private final AccountView adminView;

	Account(String key, @Nullable AccountBilling billing, AccountView ownerView, AccountView adminView) {
		this.key = key;
		this.billing = billing;
		this.ownerView = ownerView;
		this.adminView = adminView;
	}

	/**
	 * Reads an account from the body of an upstream answer.
	 * @param json the body, UTF-8
	 * @return the account
	 * @throws InvalidAccountException when it is not one JSON object with a string as
	 * {@code account_key} and, where they are there, objects as {@code plan} and
	 * {@code billing}
	 */
	public static Account parse(byte[] json) {
		return new AccountParser(json).parse();
	}

	/**
	 * Which account this is.
	 * @return Zendesk's {@code account_key}
	 */
	public String key() {
		return this.key;
	}

	/**
	 * All that Zendesk has sent, as it was sent.
	 * @return bytes of which {@link #parse} makes the same account
	 */
	public byte[] json() {
		return this.ownerView.json();
	}

	/**
	 * What a role may see: everything for an owner; {@code account_key},
	 * {@code create_date}, {@code plan} and {@code status} for an admin.
	 * @param role the caller's role
	 * @return the view to send
	 */
	public AccountView view(Role role) {
		return switch (role) {
			case OWNER -> this.ownerView;
			case ADMIN -> this.adminView;
		};
	}

	/**
	 * Whether a change has arrived. A cleared field may have gone altogether; without any
	 * billing, as Zendesk shows an account to others than its owner, nobody can tell.
	 * @param update the change that was sent
	 * @return true when every value of the change is in this account's billing
	 */
	public boolean holds(BillingUpdate update) {
		return this.billing != null && this.billing.holds(update);
	}

}
