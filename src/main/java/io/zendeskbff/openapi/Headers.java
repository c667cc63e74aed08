package io.zendeskbff.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.zendeskbff.origin.CsrfFilter;
import io.zendeskbff.surface.RequestId;

import org.springframework.http.HttpHeaders;

/**
 * The headers of requests and of answers, each described once.
 */
final class Headers {

	static final String CACHE_STATUS = "Cache-Status";

	/** Those of an answer with the account. */
	static final List<String> OF_ACCOUNTS = List.of(HttpHeaders.ETAG, HttpHeaders.CACHE_CONTROL, HttpHeaders.AGE,
			CACHE_STATUS);

	private Headers() {
	}

	/** By their names. */
	static SequencedMap<String, Parameter> parameters() {
		SequencedMap<String, Parameter> all = new LinkedHashMap<>();
		all.put(RequestId.HEADER, parameter(RequestId.HEADER,
				"Names the request in answer and logs, where it is 1 to 64 letters, digits and hyphens"));
		all.put(CsrfFilter.HEADER, parameter(CsrfFilter.HEADER,
				"Required with a session, whatever its value; with a bearer token nobody looks at it"));
		all.put(HttpHeaders.IF_NONE_MATCH,
				parameter(HttpHeaders.IF_NONE_MATCH, "The ETag of the account that the caller has"));
		all.put(HttpHeaders.CACHE_CONTROL, parameter(HttpHeaders.CACHE_CONTROL,
				"With no-cache the account is read at Zendesk now, which is granted once in 5 s"));
		all.put(HttpHeaders.IF_MATCH, parameter(HttpHeaders.IF_MATCH,
				"The ETag of the account that the update is based on, or *; may be configured to be required"));
		return all;
	}

	private static Parameter parameter(String name, String description) {
		return new HeaderParameter().name(name)
			.description(description)
			.required(false)
			.schema(Schemas.typed("string"));
	}

	/** By their names. */
	static SequencedMap<String, Header> headers() {
		SequencedMap<String, Header> all = new LinkedHashMap<>();
		all.put(RequestId.HEADER, header("The request's id: the caller's, or a new one"));
		all.put(HttpHeaders.ETAG,
				header("Strong, and of the view that was sent: an owner's is another than an admin's"));
		all.put(HttpHeaders.CACHE_CONTROL, header("no-store where there is billing, else private, no-cache"));
		all.put(HttpHeaders.AGE, header("How many seconds ago the account was read"));
		all.put(CACHE_STATUS, header("How the account was come by, RFC 9211"));
		all.put(HttpHeaders.LOCATION, header("Where the browser goes next"));
		all.put(HttpHeaders.WWW_AUTHENTICATE, header("RFC 6750 section 3; for login-too-old RFC 9470 section 3"));
		all.put(HttpHeaders.RETRY_AFTER, header("Seconds to wait, where there is anything to wait for"));
		return all;
	}

	private static Header header(String description) {
		return new Header().description(description).schema(Schemas.typed("string"));
	}

}
