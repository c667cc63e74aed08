package io.zendeskbff.outgoing;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

/**
 * TLS that trusts the certificates of an SSL bundle beside those that the JVM trusts. A
 * bundle alone would replace them, and Zendesk would be a stranger.
 */
final class ExtraTrust {

	private ExtraTrust() {
	}

	/**
	 * Makes the TLS of clients.
	 * @param bundles those that are configured
	 * @param name which of them
	 * @throws IllegalArgumentException when there is none of that name, or no certificate
	 * in it
	 */
	static SslContext of(SslBundles bundles, String name) {
		try {
			List<Certificate> trusted = new ArrayList<>(ofTheJvm());
			trusted.addAll(ofBundle(bundles, name));
			return SslContextBuilder.forClient().trustManager(factory(store(trusted))).build();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException("TLS cannot be set up", ex);
		}
	}

	private static List<Certificate> ofBundle(SslBundles bundles, String name) throws KeyStoreException {
		KeyStore store = trustStore(bundles, name);
		if (store == null || store.size() == 0) {
			throw new IllegalArgumentException("bff.http.ssl-bundle must name a bundle with a truststore: " + name);
		}
		List<Certificate> certificates = new ArrayList<>();
		for (String alias : Collections.list(store.aliases())) {
			certificates.add(store.getCertificate(alias));
		}
		return certificates;
	}

	private static @Nullable KeyStore trustStore(SslBundles bundles, String name) {
		try {
			return bundles.getBundle(name).getStores().getTrustStore();
		}
		catch (NoSuchSslBundleException _) {
			throw new IllegalArgumentException(
					"bff.http.ssl-bundle must name a bundle of spring.ssl.bundle.pem or .jks: " + name);
		}
	}

	private static List<Certificate> ofTheJvm() throws GeneralSecurityException {
		return Arrays.stream(factory(null).getTrustManagers())
			.filter(X509TrustManager.class::isInstance)
			.map(X509TrustManager.class::cast)
			.flatMap((manager) -> Arrays.stream(manager.getAcceptedIssuers()))
			.map(Certificate.class::cast)
			.toList();
	}

	private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		return factory;
	}

	private static KeyStore store(List<Certificate> certificates) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
		store.load(null, null);
		for (int i = 0; i < certificates.size(); i++) {
			store.setCertificateEntry("trusted-" + i, certificates.get(i));
		}
		return store;
	}

}
