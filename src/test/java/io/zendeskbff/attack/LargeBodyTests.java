package io.zendeskbff.attack;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.zendeskbff.contract.BffExtension;
import io.zendeskbff.contract.RawAnswer;
import io.zendeskbff.contract.RawConnection;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row JSON: what is deeper, longer or more than anybody needs is refused at
 * once: none of it takes a tenth of the time that it may.
 */
@ExtendWith(BffExtension.class)
@Timeout(10)
class LargeBodyTests {

	private static final String SMALL = BadBody.with("\"city\":\"Bern\"");

	@ParameterizedTest
	@MethodSource("bodies")
	void bodyIsRefusedWhenThereIsTooMuchOfIt(BadBody body, RunningBff bff) {
		body.assertRefused(bff);
	}

	static Stream<BadBody> bodies() {
		return Stream.of(BadBody.tooLarge("100,000 lists", "[".repeat(100_000)),
				BadBody.tooLarge("100,000 lists in billing",
						BadBody.with("\"city\":" + "[".repeat(100_000) + "]".repeat(100_000))),
				BadBody.tooLarge("100,000 objects", "{\"billing\":".repeat(100_000) + "1" + "}".repeat(100_000)),
				BadBody.noJson("30,000 lists", BadBody.with("\"city\":" + "[".repeat(30_000) + "]".repeat(30_000))),
				BadBody.noJson("60,000 lists without end", "{\"billing\":" + "[".repeat(60_000)),
				BadBody.noJson("5,000 objects", "{\"billing\":".repeat(5_000) + "1" + "}".repeat(5_000)),
				BadBody.invalid("400 lists", BadBody.with("\"x\":" + "[".repeat(400) + "]".repeat(400))),
				BadBody.tooLarge("1 MB of text", BadBody.with("\"city\":\"" + "a".repeat(1_000_000) + "\"")),
				BadBody.tooLarge("1 MB of a name", BadBody.with("\"" + "a".repeat(1_000_000) + "\":1")),
				BadBody.invalid("60 KB of text", BadBody.with("\"city\":\"" + "a".repeat(60_000) + "\"")),
				BadBody.invalid("60 KB of a name", BadBody.with("\"" + "a".repeat(60_000) + "\":1")),
				BadBody.invalid("60 KB of escapes", BadBody.with("\"city\":\"" + "\\u0041".repeat(10_000) + "\"")),
				BadBody.tooLarge("10,000 keys", BadBody.with(keys(10_000))),
				BadBody.invalid("7,000 keys", BadBody.with(keys(7_000))),
				BadBody.invalid("one key 10,000 times", BadBody.with("\"\":1,".repeat(9_999) + "\"\":1")),
				BadBody.invalid("2,048 keys of one hash", BadBody.with(keysOfOneHash())), BadBody
					.invalid("one field 4,000 times", BadBody.with("\"city\":\"\",".repeat(4_000) + "\"city\":\"\"")));
	}

	/** Each has four letters, so that 7,000 are no more than 64 KiB. */
	private static String keys(int count) {
		return IntStream.range(0, count).mapToObj("\"%04d\":1"::formatted).collect(Collectors.joining(","));
	}

	/** {@code Aa} and {@code BB} have the same one. */
	private static String keysOfOneHash() {
		return IntStream.range(0, 2_048)
			.mapToObj((number) -> IntStream.range(0, 11)
				.mapToObj((bit) -> ((number >> bit & 1) == 0) ? "Aa" : "BB")
				.collect(Collectors.joining("", "\"", "\":1")))
			.collect(Collectors.joining(","));
	}

	/** It is answered before the rest of it is sent, which it never is. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			nothing of 5 MB            | Content-Length: 5000000                           | 0
			nothing, and it is asked   | Content-Length: 5000000\\r\\nExpect: 100-continue | 0
			the first of 5 MB          | Content-Length: 5000000                           | 1
			one octet more than may be | Content-Length: 65537                             | 0
			17 chunks of 4 KiB         | Transfer-Encoding: chunked                        | 17
			""")
	void bodyIsNotReadWholeWhenItIsTooLarge(String what, String header, int chunks, RunningBff bff) throws IOException {
		try (RawConnection connection = new RawConnection(bff.uri("/"))) {
			connection.send("PUT " + RunningBff.ACCOUNT + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
					+ bff.issuer().owner() + "\r\nContent-Type: application/json\r\n" + header.translateEscapes()
					+ "\r\n\r\n" + ("1000\r\n" + " ".repeat(4096) + "\r\n").repeat(chunks));
			RawAnswer answer = connection.read();
			assertThat(answer.status()).as(what).isEqualTo(413);
			assertThat(answer.isProblem("payload-too-large")).isTrue();
			assertThat(answer.endsConnection()).isTrue();
			assertThat(answer.headers()).doesNotContainKey("set-cookie");
		}
		assertThat(bff.accountCalls()).isZero();
	}

	/** RFC 9110 section 10.1.1: a good one is, and then it is taken. */
	@ParameterizedTest
	@CsvSource({ "nobody, PUT, 401", "admin, PUT, 403", "owner, POST, 405", "owner, PUT, 100" })
	void bodyIsAskedForOnlyWhenItIsRead(String caller, String method, int status, RunningBff bff) throws IOException {
		try (RawConnection connection = new RawConnection(bff.uri("/"))) {
			connection.send(method + ' ' + RunningBff.ACCOUNT + " HTTP/1.1\r\nHost: localhost\r\n"
					+ authorization(caller, bff) + "Content-Type: application/json\r\nContent-Length: " + SMALL.length()
					+ "\r\nExpect: 100-continue\r\n\r\n");
			assertThat(connection.read().status()).isEqualTo(status);
			assertThat(bff.accountCalls()).isZero();
			if (status == 100) {
				connection.send(SMALL);
				assertThat(connection.read().status()).isEqualTo(200);
			}
		}
	}

	private static String authorization(String caller, RunningBff bff) {
		return switch (caller) {
			case "owner" -> "Authorization: Bearer " + bff.issuer().owner() + "\r\n";
			case "admin" -> "Authorization: Bearer " + bff.issuer().admin() + "\r\n";
			default -> "";
		};
	}

}
