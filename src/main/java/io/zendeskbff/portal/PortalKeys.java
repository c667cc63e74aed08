package io.zendeskbff.portal;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import org.jspecify.annotations.Nullable;

/**
 * The keys that portal servers' tokens are signed with: found by the issuer's metadata,
 * kept for five minutes, kept on for an hour while the issuer is away, and fetched at
 * most twice a minute however many unknown key ids are sent.
 *
 * <p>
 * Spring's own decoder fetches for every unknown key id and looks for the metadata under
 * one lock, where callers would queue behind a silent issuer.
 */
final class PortalKeys implements JWKSetSource<SecurityContext> {

	private static final long KEPT = 300_000;

	private static final long LONGEST_WAIT = 5_000;

	private static final long TWO_FETCHES_IN = 60_000;

	private static final long KEPT_IN_OUTAGE = 3_600_000;

	private final URI issuer;

	private final ResourceRetriever retriever;

	private volatile @Nullable URI keys;

	private volatile boolean found;

	/**
	 * The keys of an issuer.
	 * @param issuer the issuer, as its tokens name it
	 * @param keys where its JWK set is, null to ask its metadata
	 * @param retriever fetches, with time-outs
	 */
	PortalKeys(URI issuer, @Nullable URI keys, ResourceRetriever retriever) {
		this.issuer = issuer;
		this.keys = keys;
		this.retriever = retriever;
	}

	JWKSource<SecurityContext> source() {
		JWKSource<SecurityContext> source = JWKSourceBuilder.create(this)
			.cache(KEPT, LONGEST_WAIT)
			.rateLimited(TWO_FETCHES_IN)
			.outageTolerant(KEPT_IN_OUTAGE)
			.build();
		return (selector, context) -> select(source, selector, context);
	}

	/** Too many unknown key ids are just that, once there are keys at all. */
	private List<JWK> select(JWKSource<SecurityContext> source, JWKSelector selector, @Nullable SecurityContext context)
			throws KeySourceException {
		try {
			return source.get(selector, context);
		}
		catch (RateLimitReachedException ex) {
			if (this.found) {
				return List.of();
			}
			throw ex;
		}
	}

	@Override
	public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
			throws KeySourceException {
		try {
			JWKSet set = JWKSet.parse(fetch(location()));
			this.found = true;
			return set;
		}
		catch (IOException | ParseException | URISyntaxException ex) {
			throw new JWKSetUnavailableException("The issuer's keys cannot be read", ex);
		}
	}

	private URI location() throws IOException, ParseException, URISyntaxException {
		URI known = this.keys;
		if (known == null) {
			known = discover();
			this.keys = known;
		}
		return known;
	}

	/** OpenID Connect Discovery 1.0 section 4, then RFC 8414 section 3. */
	private URI discover() throws IOException, ParseException, URISyntaxException {
		IOException last = new IOException("The issuer has no metadata");
		for (URI metadata : metadata()) {
			try {
				return jwksUri(JSONObjectUtils.parse(fetch(metadata)));
			}
			catch (IOException ex) {
				last = ex;
			}
		}
		throw last;
	}

	private List<URI> metadata() {
		String path = this.issuer.getRawPath().replaceFirst("/$", "");
		return Stream
			.of(path + "/.well-known/openid-configuration", "/.well-known/openid-configuration" + path,
					"/.well-known/oauth-authorization-server" + path)
			.distinct()
			.map(this.issuer::resolve)
			.toList();
	}

	/** RFC 8414 section 3.3: metadata of another issuer must not be used. */
	private URI jwksUri(Map<String, Object> metadata) throws ParseException, URISyntaxException {
		if (!this.issuer.toString().equals(metadata.get("issuer"))) {
			throw new ParseException("The metadata is another issuer's", 0);
		}
		return new URI(JSONObjectUtils.getString(metadata, "jwks_uri"));
	}

	private String fetch(URI url) throws IOException {
		return this.retriever.retrieveResource(url.toURL()).getContent();
	}

	@Override
	public void close() {
		// Nothing is open.
	}

}
