package io.zendeskbff.problem;

import java.util.Locale;

import org.springframework.http.HttpStatus;

/**
 * Every kind of problem that this service tells a caller, with its status and title.
 */
enum ProblemType {

	UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Not authenticated"),

	LOGIN_TOO_OLD(HttpStatus.UNAUTHORIZED, "Login too old"),

	ROLE_REQUIRED(HttpStatus.FORBIDDEN, "Role required"),

	CSRF(HttpStatus.FORBIDDEN, "Call from another site"),

	BAD_REQUEST(HttpStatus.BAD_REQUEST, "Bad request"),

	REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "Request timeout"),

	NOT_IMPLEMENTED(HttpStatus.NOT_IMPLEMENTED, "Not implemented"),

	NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),

	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),

	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable"),

	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type"),

	PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "Payload too large"),

	INVALID_JSON(HttpStatus.BAD_REQUEST, "Invalid JSON"),

	INVALID_BILLING(HttpStatus.UNPROCESSABLE_CONTENT, "Invalid billing update"),

	BILLING_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "Billing refused by Zendesk"),

	PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "Precondition failed"),

	PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "Precondition required"),

	ACCOUNT_READ_ONLY(HttpStatus.CONFLICT, "Account is read-only"),

	CONNECTION_NOT_OWNER(HttpStatus.CONFLICT, "Connection is not the owner's"),

	GRANT_NOT_INTERACTIVE(HttpStatus.CONFLICT, "Connecting needs no browser here"),

	AUTHORIZATION_FAILED(HttpStatus.BAD_REQUEST, "Zendesk was not connected"),

	NOT_CONNECTED(HttpStatus.SERVICE_UNAVAILABLE, "Zendesk is not connected"),

	UPSTREAM_CREDENTIALS(HttpStatus.BAD_GATEWAY, "Zendesk refuses our credentials"),

	UPSTREAM_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Zendesk is unavailable"),

	UPSTREAM_THROTTLED(HttpStatus.SERVICE_UNAVAILABLE, "Zendesk is throttling"),

	UPSTREAM_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "Zendesk did not answer in time"),

	UPSTREAM_FAILED(HttpStatus.BAD_GATEWAY, "Zendesk failed"),

	UPSTREAM_INVALID(HttpStatus.BAD_GATEWAY, "Zendesk's answer is invalid"),

	UPSTREAM_FORBIDDEN(HttpStatus.BAD_GATEWAY, "Zendesk forbids the call"),

	SESSION_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Sessions are unavailable"),

	STORE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The shared store is unavailable"),

	OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "Overloaded"),

	INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error");

	private static final String URN = "urn:zendesk-account-bff:problem:";

	private final String slug = name().toLowerCase(Locale.ROOT).replace('_', '-');

	private final HttpStatus status;

	private final String title;

	ProblemType(HttpStatus status, String title) {
		this.status = status;
		this.title = title;
	}

	/** The last part of its URN, by which tables and logs name it. */
	String slug() {
		return this.slug;
	}

	/** RFC 9457 section 3.1.1. */
	String urn() {
		return URN + this.slug;
	}

	HttpStatus status() {
		return this.status;
	}

	String title() {
		return this.title;
	}

	/**
	 * Whether somebody must look at it, and who.
	 * @return true where neither the caller nor Zendesk is at fault
	 */
	boolean isOurs() {
		return this == INTERNAL;
	}

	/**
	 * Not so when we are overloaded: to write a line for each call would add to the load.
	 */
	boolean isUpstreams() {
		return this.status.is5xxServerError() && this != OVERLOADED && !isOurs();
	}

}
