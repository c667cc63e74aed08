package io.zendeskbff.billing;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountAnswer;
import io.zendeskbff.account.AccountCopy;
import io.zendeskbff.account.Accounts;
import io.zendeskbff.account.EntityTags;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.audit.Attempt;
import io.zendeskbff.audit.Attempts;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.portal.Role;
import io.zendeskbff.surface.BodyReader;
import io.zendeskbff.surface.ContentNegotiation;
import io.zendeskbff.surface.Paths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code PUT} of the account: billing fields, from owners only, as the security chain has
 * seen to before.
 */
@RestController
class BillingController {

	private final Accounts accounts;

	private final BodyReader bodies;

	private final BillingProperties properties;

	private final Attempts attempts;

	BillingController(Accounts accounts, BodyReader bodies, BillingProperties properties, Attempts attempts) {
		this.accounts = accounts;
		this.bodies = bodies;
		this.properties = properties;
		this.attempts = attempts;
	}

	@PutMapping({ Paths.ACCOUNT, Paths.CHAT_ACCOUNT })
	void update(HttpServletRequest request, HttpServletResponse response) throws HttpMediaTypeException, IOException {
		ContentNegotiation.requireJsonAccepted(request);
		ContentNegotiation.requireJsonContent(request);
		BillingUpdate update = BillingReader.read(this.bodies.read(request));
		Precondition precondition = precondition(request);
		Attempt attempt = attempt(request);
		attempt.start(update.fields(), this.attempts);
		Optional<Account> account = this.accounts.update(update, precondition);
		attempt.succeed();
		answer(account, response);
	}

	private static Attempt attempt(HttpServletRequest request) {
		return Attempt.of(request).orElseThrow(() -> new IllegalStateException("No update goes unaudited"));
	}

	private Precondition precondition(HttpServletRequest request) {
		List<String> ifMatch = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
		if (!ifMatch.isEmpty()) {
			return new Precondition(EntityTags.parse(ifMatch)
				.orElseThrow(() -> new RejectedException(new Rejection.MalformedIfMatch())));
		}
		if (this.properties.requireIfMatch()) {
			throw new RejectedException(new Rejection.IfMatchMissing());
		}
		return Precondition.NONE;
	}

	private static void answer(Optional<Account> account, HttpServletResponse response) throws IOException {
		if (account.isPresent()) {
			AccountAnswer.write(AccountCopy.readFor(account.get()), Role.OWNER, response);
		}
		else {
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			response.setStatus(HttpStatus.NO_CONTENT.value());
		}
	}

}
