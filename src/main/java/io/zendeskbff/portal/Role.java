package io.zendeskbff.portal;

/**
 * What a portal's user may do here: an admin reads the account, an owner reads and
 * changes its billing details too.
 */
public enum Role {

	ADMIN, OWNER;

	/**
	 * The word that callers know this role by.
	 * @return the lower-case name, for messages to callers
	 */
	public String word() {
		return switch (this) {
			case ADMIN -> "admin";
			case OWNER -> "owner";
		};
	}

}
