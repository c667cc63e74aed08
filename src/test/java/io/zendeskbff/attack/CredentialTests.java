package io.zendeskbff.attack;

import java.io.IOException;

import io.zendeskbff.contract.BffExtension;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row authn: a good token counts in the one header that it belongs in, as the
 * only thing there. CallersTests has bad tokens, SessionTests those beside a good cookie.
 */
@ExtendWith(BffExtension.class)
class CredentialTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					two headers         | Authorization: Bearer {token}\\r\\nAuthorization: Bearer {token}
					a bad one first     | Authorization: Bearer bad\\r\\nAuthorization: Bearer {token}
					a bad one behind    | Authorization: Bearer {token}\\r\\nAuthorization: Bearer bad
					an empty one first  | Authorization:\\r\\nAuthorization: Bearer {token}
					an empty one behind | Authorization: Bearer {token}\\r\\nAuthorization:
					Basic first         | Authorization: Basic YTpi\\r\\nAuthorization: Bearer {token}
					names in two cases  | authorization: Bearer {token}\\r\\nAUTHORIZATION: Bearer {token}
					no scheme           | Authorization: {token}
					another scheme      | Authorization: Token {token}
					a bound token's     | Authorization: DPoP {token}
					scheme and no space | Authorization: Bearer{token}
					scheme and a tab    | Authorization: Bearer\\t{token}
					scheme and colon    | Authorization: Bearer: {token}
					two schemes         | Authorization: Basic Bearer {token}
					quoted              | Authorization: Bearer "{token}"
					a comma behind      | Authorization: Bearer {token},
					a parameter behind  | Authorization: Bearer {token}; a=b
					for the proxy       | Proxy-Authorization: Bearer {token}
					in other headers    | X-Authorization: Bearer {token}\\r\\nX-Auth-Token: {token}\\r\\nX-Access-Token: {token}
					of a login proxy    | X-Forwarded-Access-Token: {token}\\r\\nX-Auth-Request-Access-Token: {token}
					said by a proxy     | Remote-User: owner\\r\\nX-Forwarded-User: owner\\r\\nX-Roles: zendesk-owner
					in cookies          | Cookie: access_token={token}; __Host-zendesk-account-bff={token}
					""")
	void callerIsUnknownWhenTokenIsElsewhere(String what, String headers, RunningBff bff) throws IOException {
		String filled = headers.translateEscapes().replace("{token}", bff.issuer().owner());
		for (String method : new String[] { "GET", "PUT" }) {
			Answers answers = send(bff, method, RunningBff.ACCOUNT, filled + "\r\n", "");
			answers.assertProblem(401, "unauthenticated");
			assertThat(answers.head()).as(what).contains("\r\nwww-authenticate: bearer");
		}
		assertThat(bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Authorization: Bearer bad\r\n", "Authorization: Basic YTpi\r\n" })
	void callerIsUnknownWhenTokenIsInQuery(String header, RunningBff bff) throws IOException {
		String token = bff.issuer().owner();
		for (String query : new String[] { "?access_token=", "?token=", "?Authorization=Bearer%20",
				"?bearer_token=" }) {
			Answers answers = send(bff, "GET", RunningBff.ACCOUNT + query + token, header, "");
			answers.assertProblem(401, "unauthenticated");
			assertThat(answers.text()).doesNotContain(token);
		}
		assertThat(bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "GET, 401, unauthenticated", "PUT, 401, unauthenticated", "POST, 405, method-not-allowed" })
	void callerIsUnknownWhenTokenIsInForm(String method, int status, String slug, RunningBff bff) throws IOException {
		String form = "access_token=" + bff.issuer().owner();
		send(bff, method, RunningBff.ACCOUNT,
				"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n", form)
			.assertProblem(status, slug);
		assertThat(bff.accountCalls()).isZero();
	}

	/** The container's limit of a head is 8 KiB. */
	@ParameterizedTest
	@ValueSource(strings = { "", "Cookie: __Host-zendesk-account-bff=a\r\n" })
	void requestIsRefusedWhenTokenIsOverTheLimit(String cookie, RunningBff bff) throws IOException {
		String token = bff.issuer().owner() + "a".repeat(8 * 1024);
		send(bff, "GET", RunningBff.ACCOUNT, cookie + "Authorization: Bearer " + token + "\r\n", "").assertProblem(400,
				"bad-request");
		assertThat(bff.accountCalls()).isZero();
	}

	private static Answers send(RunningBff bff, String method, String target, String headers, String body)
			throws IOException {
		return Answers.to(bff.uri("/"), method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ headers + "\r\n" + body);
	}

}
