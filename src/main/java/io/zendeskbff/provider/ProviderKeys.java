package io.zendeskbff.provider;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jose.util.events.Event;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * The keys that an identity provider signs its tokens with: found by the issuer's
 * metadata, kept for five minutes, kept on for an hour while the issuer is away, and
 * fetched at most twice a minute however many unknown key ids are sent.
 *
 * <p>
 * Spring's own decoder fetches for every unknown key id and looks for the metadata under
 * one lock, where callers would queue behind a silent issuer.
 */
public final class ProviderKeys implements JWKSetSource<SecurityContext> {

	/** In milliseconds, like those below, as Nimbus counts. */
	private static final long KEPT = 300_000;

	private static final long LONGEST_WAIT = 5_000;

	private static final long TWO_FETCHES_IN = 60_000;

	private static final long KEPT_IN_OUTAGE = 3_600_000;

	private final Location location;

	private final ResourceRetriever retriever;

	private volatile boolean found;

	private final AtomicReference<@Nullable JWKSet> last = new AtomicReference<>();

	private final AtomicLong changes = new AtomicLong();

	/**
	 * The keys of an issuer.
	 * @param location where its JWK set is
	 * @param retriever fetches, with time-outs
	 */
	public ProviderKeys(Location location, ResourceRetriever retriever) {
		this.location = location;
		this.retriever = retriever;
	}

	/**
	 * Where verifiers find the keys.
	 * @return keeps them as said above
	 */
	public JWKSource<SecurityContext> source() {
		JWKSource<SecurityContext> source = JWKSourceBuilder.create(this)
			.cache(KEPT, LONGEST_WAIT, this::heed)
			.rateLimited(TWO_FETCHES_IN)
			.outageTolerant(KEPT_IN_OUTAGE)
			.build();
		return (selector, context) -> select(source, selector, context);
	}

	/**
	 * Whether verifiers find what they found before.
	 * @return another number once they find other keys; read before the keys are, it is
	 * never newer than they
	 */
	public long changes() {
		return this.changes.get();
	}

	/** Nimbus tells once verifiers can find them. */
	private void heed(Event<CachingJWKSetSource<SecurityContext>, SecurityContext> event) {
		if (event instanceof CachingJWKSetSource.RefreshCompletedEvent<SecurityContext> refreshed) {
			JWKSet now = refreshed.getJWKSet();
			if (!now.equals(this.last.getAndSet(now))) {
				this.changes.incrementAndGet();
			}
		}
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
			JWKSet set = JWKSet.parse(this.retriever.retrieveResource(this.location.get().toURL()).getContent());
			this.found = true;
			return set;
		}
		catch (IOException | ParseException | URISyntaxException | AuthenticationServiceException ex) {
			throw new JWKSetUnavailableException("The issuer's keys cannot be read", ex);
		}
	}

	@Override
	public void close() {
		// Nothing is open.
	}

	/** Where a JWK set is, looked up whenever it is to be read. */
	@FunctionalInterface
	public interface Location {

		/**
		 * Looks it up.
		 * @return an absolute URL
		 * @throws IOException when nobody says
		 * @throws ParseException when it is said in no way that is understood
		 * @throws URISyntaxException when it is no URL
		 */
		URI get() throws IOException, ParseException, URISyntaxException;

	}

}
