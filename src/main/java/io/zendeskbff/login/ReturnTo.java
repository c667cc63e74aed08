package io.zendeskbff.login;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zendeskbff.origin.Origins;
import io.zendeskbff.surface.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes after a login or a logout: a page of our own origin or of a
 * portal's, and nowhere else. What is taken becomes an absolute URL that begins with such
 * an origin to the letter, so that no browser can read another host into it.
 */
public final class ReturnTo {

	static final String PARAMETER = "return_to";

	private static final int LONGEST = 500;

	/** None that browsers repair or drop, such as backslashes, tabs and line feeds. */
	private static final Pattern CHARACTERS = Pattern
		.compile("(?:[\\w\\-.~:/?#\\[\\]@!$&'()*+,;={}|]|%[0-9a-fA-F]{2}){1," + LONGEST + "}");

	/** One slash, not two, and none of those that some server might decode. */
	private static final Pattern LOCAL = Pattern.compile("/(?!/)(?:(?!%2[fF]|%5[cC]|//)[^?#])*(?:[?#].*)?");

	private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#]*");

	private final PublicUrl own;

	private final Origins origins;

	ReturnTo(PublicUrl own, Origins origins) {
		this.own = own;
		this.origins = origins;
	}

	/**
	 * Where a request wants the browser to go.
	 * @param request with a parameter {@code return_to}, or none for our own page
	 * @return an absolute URL
	 * @throws ParameterException when it may not go there
	 */
	public String of(HttpServletRequest request) {
		return url(ParameterException.sole(request, PARAMETER))
			.orElseThrow(() -> new ParameterException("return_to is neither a path here nor a URL of a configured"
					+ " origin, or has more than %d characters.".formatted(LONGEST)));
	}

	/**
	 * Takes what a page asks for.
	 * @param asked a path on our origin, or a URL of it or of a configured origin; null
	 * for our own page
	 * @return an absolute URL; empty when it is neither
	 */
	Optional<String> url(@Nullable String asked) {
		if (asked == null) {
			return Optional.of(this.own.of("/").toString());
		}
		if (!CHARACTERS.matcher(asked).matches()) {
			return Optional.empty();
		}
		return asked.startsWith("/") ? Optional.of(this.own.origin() + asked).filter((_) -> isLocal(asked))
				: Optional.of(asked).filter(this::isTrusted);
	}

	private static boolean isLocal(String path) {
		return LOCAL.matcher(path).matches();
	}

	/** All before path, query and fragment must be an origin. */
	private boolean isTrusted(String url) {
		Matcher origin = ORIGIN.matcher(url);
		return origin.lookingAt() && this.origins.isTrusted(origin.group());
	}

}
