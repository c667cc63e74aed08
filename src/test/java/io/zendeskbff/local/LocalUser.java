package io.zendeskbff.local;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The people whom the local identity provider knows. Their passwords are their names.
 */
public enum LocalUser {

	/** Reads all and updates billing. */
	OWNER("owner", "Olive Owner", List.of("zendesk-owner")),

	/** Reads the account, without billing. */
	ADMIN("admin", "Adam Admin", List.of("zendesk-admin")),

	/** Has no business here. */
	NOBODY("nobody", "Nora Nobody", List.of());

	private final String id;

	private final String fullName;

	private final List<String> roles;

	LocalUser(String id, String fullName, List<String> roles) {
		this.id = id;
		this.fullName = fullName;
		this.roles = roles;
	}

	static Optional<LocalUser> withId(String id) {
		return Arrays.stream(values()).filter((user) -> user.id.equals(id)).findAny();
	}

	/** What one types in to log in, and the subject of one's tokens. */
	public String id() {
		return this.id;
	}

	/** What one types in beside it. */
	public String password() {
		return this.id;
	}

	/** What one is called. */
	public String fullName() {
		return this.fullName;
	}

	/** The values of the {@code roles} claim. */
	List<String> roles() {
		return this.roles;
	}

}
