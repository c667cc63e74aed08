package io.zendeskbff.account;

import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;

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

	private static final Pattern COMMA = Pattern.compile(",");

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
		AccountCopy copy = wantsReadNow(request) ? this.accounts.currentReadNow() : this.accounts.current();
		if (known.filter((tags) -> tags.matchesWeakly(copy.account().view(role).entityTag())).isPresent()) {
			AccountAnswer.writeNotModified(copy, role, response);
		}
		else {
			AccountAnswer.write(copy, role, response);
		}
	}

	/** RFC 9111 section 5.2.1.4. */
	private static boolean wantsReadNow(HttpServletRequest request) {
		return Collections.list(request.getHeaders(HttpHeaders.CACHE_CONTROL))
			.stream()
			.flatMap(COMMA::splitAsStream)
			.anyMatch((directive) -> directive.strip().equalsIgnoreCase("no-cache"));
	}

	/** RFC 9110 section 13.1.2; a malformed header matches nothing. */
	private static Optional<EntityTags> ifNoneMatch(HttpServletRequest request) {
		return EntityTags.parse(Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)));
	}

}
