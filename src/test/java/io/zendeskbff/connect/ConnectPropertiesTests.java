package io.zendeskbff.connect;

import java.net.URI;

import io.zendeskbff.surface.PublicUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConnectPropertiesTests {

	@ParameterizedTest
	@CsvSource({ "/, https://portal.example/zendesk/", "/a?b=c#d, https://portal.example/zendesk/a?b=c#d",
			"https://other.example/x, https://other.example/x", "http://localhost:3000/, http://localhost:3000/" })
	void browserGoesOnToItWhenItIsAPathOrSafe(URI returnTo, URI url) {
		PublicUrl own = new PublicUrl(URI.create("https://portal.example/zendesk/"));
		assertThat(new ConnectProperties(returnTo).url(own)).isEqualTo(url);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "//evil.example", "http://other.example/", "ftp://other.example/",
			"javascript:alert(1)", "https:evil.example", "data:,x" })
	void startIsRefusedWhenItIsNeither(URI returnTo) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ConnectProperties(returnTo))
			.withMessageStartingWith("bff.connection.return-to must be ");
	}

}
