package io.zendeskbff.account;

import io.zendeskbff.portal.Role;
import org.jspecify.annotations.Nullable;

/**
 * What the caller wants to be true of the account just before his update, RFC 9110
 * section 13.1.1.
 *
 * @param ifMatch the tags of which the owner's view must have one, null to want nothing
 */
public record Precondition(@Nullable EntityTags ifMatch) {

	/** Update whatever the account looks like. */
	public static final Precondition NONE = new Precondition(null);

	/**
	 * Whether the account must be read to know.
	 * @return true when the caller wants something
	 */
	public boolean isPresent() {
		return this.ifMatch != null;
	}

	public boolean holdsFor(Account account) {
		return this.ifMatch == null || this.ifMatch.matchesStrongly(account.view(Role.OWNER).entityTag());
	}

}
