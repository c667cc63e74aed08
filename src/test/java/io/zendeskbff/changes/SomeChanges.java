package io.zendeskbff.changes;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.zendeskbff.fields.BillingField;
import io.zendeskbff.portal.Caller;
import io.zendeskbff.portal.Role;

/**
 * Attempts that differ in their request's id.
 */
final class SomeChanges {

	static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

	static final Set<BillingField> FIELDS = EnumSet.of(BillingField.CITY, BillingField.EMAIL);

	static final Caller OWNER = new Caller("https://issuer", "portal-server", Role.OWNER);

	private SomeChanges() {
	}

	static Change started(String requestId) {
		return started(requestId, NOON);
	}

	static Change started(String requestId, Instant at) {
		return Change.started(at, OWNER, FIELDS, requestId);
	}

	static List<String> requestIds(List<Change> changes) {
		return changes.stream().map(Change::requestId).toList();
	}

}
