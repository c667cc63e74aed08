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

	private AccountAnswer() {
	}

	/**
	 * Answers 200 with the view.
	 * @param copy what to show
	 * @param role to whom
	 * @param response where to
	 * @throws IOException when the caller is gone
	 */
	public static void write(AccountCopy copy, Role role, HttpServletResponse response) throws IOException {
		AccountView view = copy.account().view(role);
		writeHeaders(copy, role, response);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		if (view.length() > response.getBufferSize()) {
			// The container counts what is in its buffer; once told, it sends at once.
			response.setContentLength(view.length());
		}
		view.writeTo(response.getOutputStream());
	}

	/** Answers 304, RFC 9110 section 15.4.5. */
	static void writeNotModified(AccountCopy copy, Role role, HttpServletResponse response) {
		writeHeaders(copy, role, response);
		response.setStatus(HttpStatus.NOT_MODIFIED.value());
	}

	private static void writeHeaders(AccountCopy copy, Role role, HttpServletResponse response) {
		response.setHeader(HttpHeaders.ETAG, copy.account().view(role).entityTag());
		response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl(role));
		response.setHeader(HttpHeaders.AGE, Long.toString(copy.age().toSeconds()));
		response.setHeader("Cache-Status", copy.cacheStatus().header());
	}

	/** What holds billing is stored nowhere on the way. */
	private static String cacheControl(Role role) {
		return switch (role) {
			case OWNER -> "no-store";
			case ADMIN -> "private, no-cache";
		};
	}

}
