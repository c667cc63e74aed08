package io.zendeskbff.grant;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Where tokens come from. Each method makes one call and throws a {@link GrantException}
 * when it brings no token.
 */
public interface TokenEndpoint {

	/**
	 * Obtains a token in our own name, RFC 6749 section 4.4.
	 * @return a grant without refresh token
	 */
	Grant issue();

	/**
	 * Redeems an authorization code, RFC 6749 section 4.1.3 and RFC 7636 section 4.5.
	 * @param request the authorization request that the code answers
	 * @param code the code, good once
	 * @return the grant of the user who authorized us
	 */
	Grant redeem(OAuth2AuthorizationRequest request, String code);

	/**
	 * Gets the next access token, RFC 6749 section 6.
	 * @param spent the access token that it follows
	 * @param refreshToken what it is had for, good once
	 * @return a grant whose refresh token is the new one, or the same when Zendesk gave
	 * no other
	 */
	Grant refresh(BearerToken spent, RefreshToken refreshToken);

}
