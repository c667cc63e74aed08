package io.zendeskbff.provider;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IssuerMetadataTests {

	private static final String ISSUER = "https://login.example/realms/acme";

	private final List<String> asked = new ArrayList<>();

	@ParameterizedTest
	@CsvSource({ "https://login.example/realms/acme/.well-known/openid-configuration, 1",
			"https://login.example/.well-known/openid-configuration/realms/acme, 2",
			"https://login.example/.well-known/oauth-authorization-server/realms/acme, 3" })
	void keysAreFoundWhenMetadataIsAtAnyPlaceOfTheStandards(String place, int calls) throws Exception {
		IssuerMetadata metadata = metadata(ISSUER, Map.of(place, document(ISSUER, "https://keys.example/jwks")));
		assertThat(metadata.jwksUri()).isEqualTo(URI.create("https://keys.example/jwks"));
		assertThat(this.asked).hasSize(calls).last().isEqualTo(place);
	}

	@Test
	void twoPlacesAreAskedWhenIssuerHasNoPath() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> metadata("https://login.example", Map.of()).jwksUri());
		assertThat(this.asked).containsExactly("https://login.example/.well-known/openid-configuration",
				"https://login.example/.well-known/oauth-authorization-server");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://login.example/realms/other", "https://login.example/realms/acme/", "" })
	void metadataIsRefusedWhenItIsAnotherIssuers(String issuer) {
		IssuerMetadata metadata = metadata(ISSUER,
				Map.of(ISSUER + "/.well-known/openid-configuration", document(issuer, "https://evil.example/jwks")));
		assertThatExceptionOfType(ParseException.class).isThrownBy(metadata::jwksUri);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>", "[]", "{\"issuer\":\"" + ISSUER + "\"}",
			"{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":1}" })
	void metadataIsRefusedWhenItIsNone(String document) {
		IssuerMetadata metadata = metadata(ISSUER, Map.of(ISSUER + "/.well-known/openid-configuration", document));
		assertThatExceptionOfType(ParseException.class).isThrownBy(metadata::jwksUri);
	}

	private IssuerMetadata metadata(String issuer, Map<String, String> documents) {
		ResourceRetriever retriever = (url) -> {
			this.asked.add(url.toString());
			String document = documents.get(url.toString());
			if (document == null) {
				throw new FileNotFoundException(url.toString());
			}
			return new Resource(document, "application/json");
		};
		return new IssuerMetadata(URI.create(issuer), retriever);
	}

	private static String document(String issuer, String keys) {
		return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keys);
	}

}
