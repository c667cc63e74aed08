package io.zendeskbff.attack;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import io.zendeskbff.contract.PortalIssuer;

/**
 * Who asks for the account.
 */
enum Asker {

	NOBODY, STRANGER, AGENT, ADMIN, OWNER;

	/**
	 * The lines by which he says who he is, of which he sends one or none.
	 * @param issuer whose tokens he has, or would like to have
	 */
	List<String> credentials(PortalIssuer issuer) {
		Stream<String> tokens = switch (this) {
			case NOBODY -> Stream.empty();
			case STRANGER -> Stream.of(issuer.signedByStranger(), issuer.unsigned(), "nonsense",
					issuer.with((claims) -> claims.expirationTime(Date.from(Instant.EPOCH))));
			case AGENT -> Stream.of(issuer.withRoles("zendesk-agent"), issuer.withRoles(), issuer.withRoles("OWNER"));
			case ADMIN -> Stream.of(issuer.admin(), issuer.withRoles("zendesk-agent", "zendesk-admin"));
			case OWNER -> Stream.of(issuer.owner(), issuer.withRoles("zendesk-admin", "zendesk-owner"));
		};
		return tokens.map((token) -> "Authorization: Bearer " + token).toList();
	}

}
