package io.zendeskbff.account;

import java.io.IOException;

import io.zendeskbff.portal.Role;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Writes one role's view of an account as an HTTP answer.
 */
public final class AccountAnswer {

	/** RFC 9211. Nothing is kept yet, so every call goes forward. */
	private static final String CACHE_STATUS = "zendesk-account-bff; fwd=bypass";

	private AccountAnswer() {
	}

	/**
	 * Answers 200 with the view.
	 * @param account what to show
	 * @param role to whom
	 * @param response where to
	 * @throws IOException when the caller is gone
	 */
	public static void write(Account account, Role role, HttpServletResponse response) throws IOException {
		AccountView view = account.view(role);
		writeHeaders(view, role, response);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(view.length());
		view.writeTo(response.getOutputStream());
	}

	/** Answers 304, RFC 9110 section 15.4.5. */
	static void writeNotModified(Account account, Role role, HttpServletResponse response) {
		writeHeaders(account.view(role), role, response);
		response.setStatus(HttpStatus.NOT_MODIFIED.value());
	}

	private static void writeHeaders(AccountView view, Role role, HttpServletResponse response) {
		response.setHeader(HttpHeaders.ETAG, view.entityTag());
		response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl(role));
		response.setHeader(HttpHeaders.AGE, "0");
		response.setHeader("Cache-Status", CACHE_STATUS);
	}

	/** What holds billing is stored nowhere on the way. */
	private static String cacheControl(Role role) {
		return switch (role) {
			case OWNER -> "no-store";
			case ADMIN -> "private, no-cache";
		};
	}

}
