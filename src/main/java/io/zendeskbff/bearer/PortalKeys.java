package io.zendeskbff.bearer;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.util.List;

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

	/** In milliseconds, like those below, as Nimbus counts. */
	private static final long KEPT = 300_000;

	private static final long LONGEST_WAIT = 5_000;

	private static final long TWO_FETCHES_IN = 60_000;

	private static final long KEPT_IN_OUTAGE = 3_600_000;

	private final IssuerMetadata metadata;

	private final ResourceRetriever retriever;

	private volatile @Nullable URI keys;

	private volatile boolean found;

	/**
	 * The keys of an issuer.
	 * @param metadata what the issuer says of itself
	 * @param keys where its JWK set is, null to ask the metadata
	 * @param retriever fetches, with time-outs
	 */
	PortalKeys(IssuerMetadata metadata, @Nullable URI keys, ResourceRetriever retriever) {
		this.metadata = metadata;
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
			JWKSet set = JWKSet.parse(this.retriever.retrieveResource(location().toURL()).getContent());
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
			known = this.metadata.jwksUri();
			this.keys = known;
		}
		return known;
	}

	@Override
	public void close() {
		// Nothing is open.
	}

}
