package io.zendeskbff.outgoing;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which calls go through the company's proxy.
 */
class CompanyProxyTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http://proxy:3128           | proxy     | 3128 |
			http://proxy:3128/          | proxy     | 3128 |
			proxy.example.com:8080      | proxy.example.com | 8080 |
			http://10.0.0.1:1           | 10.0.0.1  | 1    |
			http://[::1]:3128           | [::1]     | 3128 |
			http://me:p%40ss@proxy:3128 | proxy     | 3128 | me:p@ss
			http://me@proxy:3128        | proxy     | 3128 | me
			""")
	void proxyIsWhereTheVariableSaysWhenSet(String variable, String host, int port, String userInfo) {
		CompanyProxy proxy = CompanyProxy.of(variable, null).orElseThrow();
		assertThat(proxy.host()).isEqualTo(host);
		assertThat(proxy.port()).isEqualTo(port);
		assertThat(proxy.userInfo()).isEqualTo(userInfo);
		assertThat(proxy).hasToString(host + ":" + port);
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = " ")
	void everythingGoesDirectlyWhenTheVariableIsNotSet(String variable) {
		assertThat(CompanyProxy.of(variable, "a")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://proxy:3128", "socks5://proxy:3128", "http://proxy", "http://:3128",
			"http://canary:pa ss@proxy:1", "http://canary@proxy:3128/path", "http://canary@proxy:3128?a=b", "canary" })
	void startIsRefusedWithoutRepeatingItWhenTheVariableIsWrong(String variable) {
		assertThatIllegalArgumentException().isThrownBy(() -> CompanyProxy.of(variable, null))
			.withMessageStartingWith("HTTPS_PROXY must look like http://proxy.example.com:3128")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("canary"));
	}

	@Test
	void onlyHttpsGoesThroughItWhenThereIsOne() {
		CompanyProxy proxy = CompanyProxy.of("http://proxy:3128", "inside.example.com").orElseThrow();
		assertThat(proxy.covers(URI.create("https://acme.zendesk.com/api"))).isTrue();
		assertThat(proxy.covers(URI.create("http://keycloak/realms/a"))).isFalse();
		assertThat(proxy.covers(URI.create("https://inside.example.com"))).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			https://example.com              | example.com                 | true
			https://EXAMPLE.com              | Example.COM                 | true
			https://a.b.example.com          | example.com                 | true
			https://a.example.com            | .example.com                | true
			https://example.com              | .example.com                | true
			https://a.example.com            | *.example.com               | true
			https://a.example.com            | *example.com                | false
			https://example.com              | example.com:99999999999     | false
			https://notexample.com           | example.com                 | false
			https://example.com.evil.test    | example.com                 | false
			https://example.com              | other.test, example.com     | true
			https://example.com              | other.test example.com      | true
			https://example.com              | *                           | true
			https://example.com              | example.com:443             | true
			https://example.com:8443         | example.com:443             | false
			https://example.com:8443         | example.com:8443            | true
			https://10.1.2.3                 | 10.0.0.0/8                  | true
			https://11.1.2.3                 | 10.0.0.0/8                  | false
			https://10.1.2.3                 | 10.1.2.3                    | true
			https://10.1.2.3                 | 1.2.3                       | false
			https://10.1.2.3                 | 10.0.0.0/99                 | false
			https://[fd00::1]                | fd00::/8                    | true
			https://[fd00::1]                | [fd00::1]                   | true
			https://[fd00::1]:8443           | [fd00::1]:8443              | true
			https://[fe00::1]                | fd00::/8                    | false
			https://example.com              | 10.0.0.0/8                  | false
			https://localhost                |                             | true
			https://127.0.0.1:8443           |                             | true
			https://[::1]:8443               |                             | true
			https://example.com              |                             | false
			""")
	void exceptionsGoDirectlyWhenListed(URI target, String noProxy, boolean isException) {
		CompanyProxy proxy = CompanyProxy.of("http://proxy:3128", noProxy).orElseThrow();
		assertThat(proxy.covers(target)).isEqualTo(!isException);
	}

}
