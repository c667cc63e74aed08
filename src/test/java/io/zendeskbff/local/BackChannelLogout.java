package io.zendeskbff.local;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Tells clients that a user logs out at the local identity provider, OpenID Connect
 * Back-Channel Logout 1.0 section 2.5. Spring Authorization Server does not.
 */
final class BackChannelLogout implements LogoutHandler {

	private static final Logger LOGGER = LoggerFactory.getLogger(BackChannelLogout.class);

	private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

	private static final Duration LIFE = Duration.ofMinutes(2);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final List<LoginClient> clients;

	private final JwtEncoder signer;

	private final HttpCalls calls;

	BackChannelLogout(List<LoginClient> clients, JwtEncoder signer, HttpCalls calls) {
		this.clients = clients;
		this.signer = signer;
		this.calls = calls;
	}

	@Override
	public void logout(HttpServletRequest request, HttpServletResponse response,
			@Nullable Authentication authentication) {
		HttpSession session = request.getSession(false);
		if (session != null && authentication != null && authentication.getPrincipal() instanceof LoggedInUser login) {
			String issuer = ServletUriComponentsBuilder.fromContextPath(request).toUriString();
			String token = token(issuer, login.user(), sid(session));
			this.clients.forEach((client) -> tell(client.backChannel(), token));
		}
	}

	/** Section 2.4. */
	private String token(String issuer, LocalUser user, String sid) {
		Instant now = Instant.now();
		JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).type("logout+jwt").build();
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.issuer(issuer)
			.audience(List.of(LoginClient.ID))
			.issuedAt(now)
			.expiresAt(now.plus(LIFE))
			.id(RandomText.next())
			.subject(user.id())
			.claim("sid", sid)
			.claim("events", Map.of(EVENT, Map.of()))
			.build();
		return this.signer.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
	}

	/** As Spring Authorization Server makes that of ID tokens. */
	private static String sid(HttpSession session) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(digest.digest(session.getId().getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void tell(URI client, String token) {
		try {
			int status = this.calls
				.send(HttpRequest.newBuilder(client)
					.timeout(PATIENCE)
					.POST(BodyPublishers.ofString("logout_token=" + token))
					.header("Content-Type", "application/x-www-form-urlencoded"))
				.statusCode();
			if (status != 200) {
				LOGGER.atWarn().addKeyValue("status", status).log("The service did not take a logout token");
			}
		}
		catch (UncheckedIOException ex) {
			LOGGER.warn("The service could not be told of a logout", ex);
		}
	}

}
