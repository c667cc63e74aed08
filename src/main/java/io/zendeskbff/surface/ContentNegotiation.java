package io.zendeskbff.surface;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/**
 * JSON in UTF-8 is all that is spoken here: checks that the caller takes it and sends it.
 *
 * <p>
 * Spring MVC's mapping conditions would look at the content before {@code Accept}; the
 * contract wants the other order.
 */
public final class ContentNegotiation {

	private static final List<MediaType> OFFERED = List.of(MediaType.APPLICATION_JSON);

	/** What nearly everybody says, and needs no parsing. */
	private static final List<String> JSON = List.of(MediaType.APPLICATION_JSON_VALUE);

	private ContentNegotiation() {
	}

	/**
	 * RFC 9110 section 12.5.1.
	 * @param request the request whose {@code Accept} is looked at; none means anything
	 * @throws HttpMediaTypeNotAcceptableException when JSON is not welcome
	 */
	public static void requireJsonAccepted(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
		if (!accept.isEmpty() && !accept.equals(JSON) && !acceptsJson(accept)) {
			throw new HttpMediaTypeNotAcceptableException(OFFERED);
		}
	}

	/** The most specific range decides, RFC 9110 section 12.5.1. */
	private static boolean acceptsJson(List<String> accept) {
		try {
			List<MediaType> ranges = MediaType.parseMediaTypes(accept);
			return ranges.isEmpty() || ranges.stream()
				.filter((range) -> range.includes(MediaType.APPLICATION_JSON))
				.max(Comparator.comparingInt(ContentNegotiation::specificity))
				.filter((range) -> range.getQualityValue() > 0)
				.isPresent();
		}
		catch (InvalidMediaTypeException _) {
			return false;
		}
	}

	/** Not Spring's, which ranks by quality first. */
	private static int specificity(MediaType range) {
		if (range.isWildcardType()) {
			return 0;
		}
		return range.isWildcardSubtype() ? 1 : 2;
	}

	/**
	 * RFC 9110 sections 8.3 and 8.4.
	 * @param request the request whose {@code Content-Type} and {@code Content-Encoding}
	 * are looked at
	 * @throws HttpMediaTypeNotSupportedException when the body is not plain JSON in UTF-8
	 */
	public static void requireJsonContent(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
		List<String> types = Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE));
		if (types.size() != 1 || !isJson(types.getFirst()) || isEncoded(request)) {
			throw new HttpMediaTypeNotSupportedException((MediaType) null, OFFERED);
		}
	}

	/**
	 * Whether a {@code Content-Type} is JSON in UTF-8.
	 * @param contentType the header's value, null when there is none
	 * @return true for {@code application/json} without a charset or with UTF-8
	 */
	public static boolean isJson(@Nullable String contentType) {
		try {
			MediaType type = (contentType != null) ? MediaType.parseMediaType(contentType) : MediaType.ALL;
			return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
					&& (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
		}
		catch (InvalidMediaTypeException _) {
			return false;
		}
	}

	private static boolean isEncoded(HttpServletRequest request) {
		return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))
			.stream()
			.anyMatch((encoding) -> !encoding.strip().toLowerCase(Locale.ROOT).equals("identity"));
	}

}
