package io.zendeskbff.provider;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProviderKeysTests {

	private final AtomicInteger fetches = new AtomicInteger();

	private JWKSet published = new JWKSet(key("first"));

	private final ProviderKeys keys = new ProviderKeys(() -> URI.create("https://idp.example/jwks"), (_) -> {
		this.fetches.incrementAndGet();
		return new Resource(this.published.toString(), "application/json");
	});

	private final JWKSource<SecurityContext> source = this.keys.source();

	@Test
	void changeIsCountedWhenVerifiersFindOtherKeys() throws KeySourceException {
		assertThat(find("first")).hasSize(1);
		long before = this.keys.changes();
		this.published = new JWKSet(key("second"));
		assertThat(this.keys.changes()).isEqualTo(before);
		assertThat(find("second")).hasSize(1);
		assertThat(this.keys.changes()).isNotEqualTo(before);
		assertThat(find("first")).isEmpty();
	}

	@Test
	void nothingIsCountedWhenTheSameKeysAreFetchedAgain() throws KeySourceException {
		assertThat(find("first")).hasSize(1);
		long before = this.keys.changes();
		assertThat(find("unknown")).isEmpty();
		assertThat(this.fetches).hasValue(2);
		assertThat(this.keys.changes()).isEqualTo(before);
	}

	private List<JWK> find(String id) throws KeySourceException {
		return this.source.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
	}

	private static JWK key(String id) {
		try {
			return new ECKeyGenerator(Curve.P_256).keyID(id).generate().toPublicJWK();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
