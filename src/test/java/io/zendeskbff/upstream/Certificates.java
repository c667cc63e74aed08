package io.zendeskbff.upstream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Real certificates for {@code 127.0.0.1}, made by the JDK's keytool, and the private CA
 * that signs them.
 */
public final class Certificates {

	/** Of stores that live as long as a test. */
	private static final String PASSWORD = "changeit";

	private static final String CA = "ca";

	private final Path directory;

	private Certificates(Path directory) {
		this.directory = directory;
	}

	/**
	 * Makes a good one, one for the hosts of a company, and one each that is self-signed,
	 * has expired, or has another name.
	 * @param directory where to keep them
	 */
	public static Certificates make(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
		Certificates made = new Certificates(directory);
		String ours = "san=ip:127.0.0.1";
		made.generate(CA, "-ext", "bc:c");
		made.generate("good", "-ext", ours, "-signer", CA);
		made.generate("self-signed", "-ext", ours);
		made.generate("expired", "-ext", ours, "-signer", CA, "-startdate", "-10d", "-validity", "5");
		made.generate("company", "-ext", "san=dns:zendesk.company.test,dns:login.company.test,dns:secret.company.test",
				"-signer", CA);
		made.generate("wrong-name", "-ext", "san=dns:zendesk.example", "-signer", CA);
		made.trust();
		return made;
	}

	/**
	 * JVM options that make a process trust the CA, and nobody else.
	 */
	public List<String> jvmOptions() {
		String option = "-Djavax.net.ssl.trustStore";
		return List.of(option + "=" + trustStore(), option + "Password=" + PASSWORD, option + "Type=PKCS12");
	}

	/**
	 * The CA's certificate as a file in PEM, RFC 7468.
	 */
	public Path authority() {
		try {
			String base64 = Base64.getMimeEncoder().encodeToString(all().getCertificate(CA).getEncoded());
			return Files.writeString(this.directory.resolve("ca.pem"),
					"-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(base64));
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What a server is that shows one of them.
	 * @param name which
	 */
	public SSLContext show(String name) {
		try {
			KeyStore.ProtectionParameter password = new KeyStore.PasswordProtection(PASSWORD.toCharArray());
			KeyStore one = empty();
			one.setEntry(name, all().getEntry(name, password), password);
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(one, PASSWORD.toCharArray());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), null, null);
			return context;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Arguments that make the service itself show one of them.
	 * @param name which
	 */
	public List<String> serverSettings(String name) {
		String store = "--server.ssl.key-store";
		return List.of(store + "=" + keyStore(), store + "-password=" + PASSWORD, "--server.ssl.key-alias=" + name);
	}

	private void generate(String alias, String... options) throws IOException, InterruptedException {
		Process keytool = new ProcessBuilder(Stream
			.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
					"-alias", alias, "-dname", "CN=" + alias, "-keyalg", "EC", "-groupname", "secp256r1", "-keystore",
					keyStore().toString(), "-storetype", "PKCS12", "-storepass", PASSWORD), Stream.of(options))
			.toList()).redirectErrorStream(true).start();
		String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
		if (keytool.waitFor() != 0) {
			throw new IllegalStateException(output);
		}
	}

	private void trust() throws IOException, GeneralSecurityException {
		KeyStore trusted = empty();
		trusted.setCertificateEntry(CA, all().getCertificate(CA));
		try (OutputStream file = Files.newOutputStream(trustStore())) {
			trusted.store(file, PASSWORD.toCharArray());
		}
	}

	private KeyStore all() throws IOException, GeneralSecurityException {
		return KeyStore.getInstance(keyStore().toFile(), PASSWORD.toCharArray());
	}

	private static KeyStore empty() throws IOException, GeneralSecurityException {
		KeyStore empty = KeyStore.getInstance("PKCS12");
		empty.load(null, null);
		return empty;
	}

	private Path keyStore() {
		return this.directory.resolve("keys.p12");
	}

	private Path trustStore() {
		return this.directory.resolve("trusted.p12");
	}

}
