package io.zendeskbff.provider;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer says of itself: OpenID Connect Discovery 1.0 section 4, or RFC 8414
 * section 3.
 */
public final class IssuerMetadata {

	private final URI issuer;

	private final ResourceRetriever retriever;

	private volatile @Nullable URI keys;

	/**
	 * The metadata of an issuer, fetched when asked for.
	 * @param issuer the issuer, as its tokens name it
	 * @param retriever fetches, with time-outs
	 */
	public IssuerMetadata(URI issuer, ResourceRetriever retriever) {
		this.issuer = issuer;
		this.retriever = retriever;
	}

	/**
	 * Where the issuer's keys are, as it said first.
	 * @return the {@code jwks_uri} of the first metadata found
	 * @throws IOException when there is none
	 * @throws ParseException when it is none, or another issuer's
	 * @throws URISyntaxException when it names no URI
	 */
	public URI jwksUri() throws IOException, ParseException, URISyntaxException {
		URI known = this.keys;
		if (known == null) {
			if (!(document().get("jwks_uri") instanceof String named)) {
				throw new ParseException("The metadata names no keys", 0);
			}
			known = new URI(named);
			this.keys = known;
		}
		return known;
	}

	/**
	 * All that the issuer says of itself.
	 * @return the members of the first metadata found
	 * @throws IOException when there is none
	 * @throws ParseException when it is none, or another issuer's
	 */
	public Map<String, Object> document() throws IOException, ParseException {
		IOException last = new IOException("The issuer has no metadata");
		for (URI location : locations()) {
			try {
				return parsed(this.retriever.retrieveResource(location.toURL()).getContent());
			}
			catch (IOException ex) {
				last = ex;
			}
		}
		throw last;
	}

	private List<URI> locations() {
		String path = this.issuer.getRawPath().replaceFirst("/$", "");
		return Stream
			.of(path + "/.well-known/openid-configuration", "/.well-known/openid-configuration" + path,
					"/.well-known/oauth-authorization-server" + path)
			.distinct()
			.map(this.issuer::resolve)
			.toList();
	}

	/** RFC 8414 section 3.3: metadata of another issuer must not be used. */
	private Map<String, Object> parsed(String document) throws ParseException {
		Map<String, Object> metadata = JSONObjectUtils.parse(document);
		if (!this.issuer.toString().equals(metadata.get("issuer"))) {
			throw new ParseException("The metadata is another issuer's", 0);
		}
		return metadata;
	}

}
