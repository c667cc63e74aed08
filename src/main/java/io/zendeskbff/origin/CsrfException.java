package io.zendeskbff.origin;

import org.springframework.security.access.AccessDeniedException;

/**
 * A browser sends a call that its user may not have wanted: nothing shows that one of our
 * pages, or of the portals', made it.
 */
public final class CsrfException extends AccessDeniedException {

	private static final long serialVersionUID = 1L;

	/**
	 * A refused call.
	 * @param sentence what is missing, for whoever writes the page
	 */
	public CsrfException(String sentence) {
		super(sentence);
	}

}
