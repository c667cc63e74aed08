package io.zendeskbff.attack;

import java.io.IOException;

import io.zendeskbff.contract.BffExtension;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row path: no other spelling of a path or a method is one, for an owner
 * neither. CallersTests has the spellings that HTTP clients write.
 */
@ExtendWith(BffExtension.class)
class PathTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			GET     | /api/v2/account/.                  | 404 | not-found
			GET     | /api/v2/account/..                 | 404 | not-found
			GET     | /api/v2/account//                  | 404 | not-found
			GET     | /api/v2/../../account              | 404 | not-found
			GET     | /../api/v2/account                 | 400 | bad-request
			GET     | /%2e%2e/api/v2/account             | 400 | bad-request
			GET     | /api/v2/%2e/account                | 404 | not-found
			GET     | /api/v2/x/%2e%2e/account           | 404 | not-found
			GET     | /x/..;/api/v2/account              | 404 | not-found
			GET     | /x/..%2fapi/v2/account             | 400 | bad-request
			GET     | /api;a=b/v2/account                | 404 | not-found
			GET     | /api/v2/account;jsessionid=1       | 404 | not-found
			GET     | /api\\\\v2\\\\account                | 400 | bad-request
			GET     | /api/v2/account%5c                 | 400 | bad-request
			GET     | /api/v2/account%252f               | 404 | not-found
			GET     | /api/v2/%2561ccount                | 404 | not-found
			GET     | /api/v2/account%00.json            | 400 | bad-request
			GET     | /api/v2/account%c0%af              | 400 | bad-request
			GET     | /api/v2/account%ef%bc%8f           | 404 | not-found
			GET     | /api/v2/account%                   | 400 | bad-request
			GET     | /api/v2/account%zz                 | 400 | bad-request
			GET     | /api/v2/account%3fa=b              | 404 | not-found
			GET     | /api/v2/account%23                 | 404 | not-found
			GET     | /api/v2/account#                   | 400 | bad-request
			GET     | /api/v2/account%0d%0aSet-Cookie:a=b | 404 | not-found
			GET     | /api/v2/account\\177                | 400 | bad-request
			GET     | /api/v2/acco\\374nt                 | 400 | bad-request
			GET     | //evil.example/api/v2/account      | 404 | not-found
			GET     | http://evil.example/api/v2/account | 400 | bad-request
			GET     | http://localhost//api/v2/account   | 404 | not-found
			GET     | http:///api/v2/account             | 400 | bad-request
			GET     | ftp://localhost/api/v2/account     | 400 | bad-request
			GET     | javascript:alert(1)                | 400 | bad-request
			GET     | api/v2/account                     | 400 | bad-request
			GET     | *                                  | 400 | bad-request
			CONNECT | /api/v2/account                    | 501 | not-implemented
			CONNECT | localhost:443                      | 501 | not-implemented
			TRACK   | /api/v2/account                    | 405 | method-not-allowed
			PRI     | /api/v2/account                    | 405 | method-not-allowed
			get     | /api/v2/account                    | 405 | method-not-allowed
			Put     | /api/v2/account                    | 405 | method-not-allowed
			G(T     | /api/v2/account                    | 400 | bad-request
			G\\377T  | /api/v2/account                    | 400 | bad-request
			GET\\0   | /api/v2/account                    | 400 | bad-request
			""")
	void requestIsRefusedWhenItsTargetIsAnAlias(String method, String target, int status, String slug, RunningBff bff)
			throws IOException {
		send(bff, (method + ' ' + target).translateEscapes(), bff.issuer().owner(), "").assertProblem(status, slug);
		assertThat(bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "GET, X-HTTP-Method-Override: PUT, 200, 1", "POST, X-HTTP-Method-Override: PUT, 405, 0",
			"POST, X-HTTP-Method: PUT, 405, 0", "POST, X-Method-Override: GET, 405, 0" })
	void methodStaysWhenItIsToBeOverridden(String method, String header, int status, int calls, RunningBff bff)
			throws IOException {
		send(bff, method + ' ' + RunningBff.ACCOUNT + "?_method=PUT", bff.issuer().owner(), header + "\r\n")
			.assertOnly(status);
		assertThat(bff.accountCalls()).isEqualTo(calls);
		assertThat(bff.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).isEmpty();
	}

	/** Absolute form, RFC 9112 section 3.2.2: the rule is the path's. */
	@ParameterizedTest
	@CsvSource({ "GET, http://localhost/api/v2/account, 200, 1", "PUT, http://localhost/api/v2/account, 403, 0",
			"GET, HTTP://localhost/changes, 403, 0", "GET, https://user@localhost/connection/../changes, 404, 0" })
	void adminMayDoNoMoreWhenTargetIsAbsolute(String method, String target, int status, int calls, RunningBff bff)
			throws IOException {
		send(bff, method + ' ' + target, bff.issuer().admin(), "").assertOnly(status);
		assertThat(bff.accountCalls()).isEqualTo(calls);
	}

	/** The container answers that by itself. */
	@Test
	void nothingIsToldWhenOptionsAreAskedOfEverything(RunningBff bff) throws IOException {
		Answers answers = send(bff, "OPTIONS *", bff.issuer().owner(), "");
		answers.assertOnly(200);
		assertThat(answers.text()).containsIgnoringCase("\r\nContent-Length: 0\r\n").endsWith("\r\n\r\n");
		assertThat(bff.accountCalls()).isZero();
	}

	private static Answers send(RunningBff bff, String methodAndTarget, String token, String headers)
			throws IOException {
		return Answers.to(bff.uri("/"), methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
				+ token + "\r\nConnection: close\r\n" + headers + "\r\n");
	}

}
