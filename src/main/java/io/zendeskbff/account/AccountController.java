package io.zendeskbff.account;

import java.io.IOException;
import java.util.Collections;
import java.util.Optional;

import io.zendeskbff.portal.Caller;
import io.zendeskbff.portal.Role;
import io.zendeskbff.surface.ContentNegotiation;
import io.zendeskbff.surface.Paths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET} and {@code HEAD} of the account, as the caller's role may see it.
 */
@RestController
class AccountController {

	private final Accounts accounts;

	AccountController(Accounts accounts) {
		this.accounts = accounts;
	}

	@GetMapping({ Paths.ACCOUNT, Paths.CHAT_ACCOUNT })
	void read(@AuthenticationPrincipal Caller caller, HttpServletRequest request, HttpServletResponse response)
			throws HttpMediaTypeNotAcceptableException, IOException {
		Role role = caller.requireRole();
		ContentNegotiation.requireJsonAccepted(request);
		Optional<EntityTags> known = ifNoneMatch(request);
		Account account = this.accounts.current();
		if (known.filter((tags) -> tags.matchesWeakly(account.view(role).entityTag())).isPresent()) {
			AccountAnswer.writeNotModified(account, role, response);
		}
		else {
			AccountAnswer.write(account, role, response);
		}
	}

	/** RFC 9110 section 13.1.2; a malformed header matches nothing. */
	private static Optional<EntityTags> ifNoneMatch(HttpServletRequest request) {
		return EntityTags.parse(Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)));
	}

}
