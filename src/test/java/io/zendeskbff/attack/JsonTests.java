package io.zendeskbff.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import io.zendeskbff.contract.BffExtension;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row JSON: what is no JSON in UTF-8 is refused at once. UpdateTests has
 * other types and charsets, LargeBodyTests what there is too much of.
 */
@ExtendWith(BffExtension.class)
@Timeout(10)
class JsonTests {

	private static final String GOOD = "{\"billing\":{\"city\":\"Bern\"}}";

	@ParameterizedTest
	@MethodSource({ "others", "encoded", "numbers" })
	void bodyIsRefusedWhenItIsNoJson(BadBody body, RunningBff bff) {
		body.assertRefused(bff);
	}

	static Stream<BadBody> others() {
		return Stream.of(BadBody.noJson("empty", ""), BadBody.noJson("white space", " \t\r\n"),
				BadBody.noJson("null", "null"), BadBody.noJson("true", "true"), BadBody.noJson("a number", "1"),
				BadBody.noJson("text", "\"billing\""), BadBody.noJson("a list", "[]"),
				BadBody.noJson("a list of one", "[" + GOOD + "]"), BadBody.noJson("cut", GOOD.substring(1)),
				BadBody.noJson("open", GOOD.substring(0, GOOD.length() - 1)),
				BadBody.noJson("another object behind", GOOD + GOOD), BadBody.noJson("null behind", GOOD + "null"),
				BadBody.noJson("text behind", GOOD + " x"), BadBody.noJson("a brace behind", GOOD + "}"),
				BadBody.noJson("a comma behind", GOOD + ","), BadBody.noJson("NUL behind", GOOD + "\0"),
				BadBody.noJson("NUL ahead", "\0" + GOOD), BadBody.noJson("a guard ahead", ")]}'\n" + GOOD),
				BadBody.noJson("a block comment", "/* */" + GOOD), BadBody.noJson("a line comment", GOOD + "// "),
				BadBody.noJson("a hash comment", "# \n" + GOOD),
				BadBody.noJson("a comment inside", GOOD.replace(":", ":/**/")),
				BadBody.noJson("single quotes", GOOD.replace('"', '\'')),
				BadBody.noJson("no quotes", GOOD.replace("\"city\"", "city")),
				BadBody.noJson("a comma at the end", BadBody.with("\"city\":\"\",")),
				BadBody.noJson("a line feed in text", BadBody.with("\"city\":\"\n\"")),
				BadBody.noJson("another escape", BadBody.with("\"city\":\"\\x41\"")),
				BadBody.noJson("half an escape", BadBody.with("\"city\":\"\\u004\"")),
				BadBody.noJson("a form", "billing%5Bcity%5D=Bern"),
				BadBody.noJson("XML", "<billing><city>Bern</city></billing>"),
				BadBody.noJson("YAML", "billing:\n  city: Bern\n"));
	}

	static Stream<BadBody> encoded() {
		return Stream.of(BadBody.noJson("a byte order mark", "\uFEFF" + GOOD),
				BadBody.noJson("one behind", GOOD + "\uFEFF"), BadBody.noJson("UTF-16", GOOD, StandardCharsets.UTF_16),
				BadBody.noJson("UTF-16BE", GOOD, StandardCharsets.UTF_16BE),
				BadBody.noJson("UTF-16LE", GOOD, StandardCharsets.UTF_16LE),
				BadBody.noJson("UTF-32", GOOD, StandardCharsets.UTF_32),
				BadBody.noJson("UTF-32LE", GOOD, StandardCharsets.UTF_32LE), octets("Latin-1", "Z\u00FCrich"),
				octets("Windows-1252", "5 \u0080"), octets("an overlong quote", "\u00C0\u00A2"),
				octets("an overlong NUL", "\u00C0\u0080"), octets("half a pair", "\u00ED\u00A0\u0080"),
				octets("CESU-8", "\u00ED\u00A0\u00B5\u00ED\u00B2\u00B5"),
				octets("beyond Unicode", "\u00F4\u0090\u0080\u0080"), octets("a cut letter", "\u00F0\u009D\u0092"),
				BadBody.invalid("a lone surrogate", BadBody.with("\"city\":\"\\ud800\"")),
				BadBody.invalid("a lone second one", BadBody.with("\"city\":\"\\udc00\"")),
				BadBody.invalid("surrogates in the wrong order", BadBody.with("\"city\":\"\\udcb5\\ud835\"")),
				BadBody.invalid("one as a name", BadBody.with("\"\\ud800\":\"\"")),
				BadBody.invalid("a BOM in text", BadBody.with("\"city\":\"\uFEFF\"")),
				BadBody.noJson("packed, and not said so", gzip(GOOD)));
	}

	static Stream<BadBody> numbers() {
		String digits = "1".repeat(2_000);
		return Stream.concat(
				Stream
					.of("NaN", "Infinity", "-Infinity", "01", "-01", "+1", ".5", "1.", "1e", "0x1", "1_0", "1f",
							"\uFF11")
					.map((number) -> BadBody.noJson(number, BadBody.with("\"cycle\":" + number))),
				Stream.of(BadBody.invalid("1e999999999", BadBody.with("\"cycle\":1e999999999")),
						BadBody.invalid("-1e-999999999", BadBody.with("\"cycle\":-1e-999999999")),
						BadBody.invalid("1e999999999 for text", BadBody.with("\"city\":1e999999999")),
						BadBody.invalid("1e999999999 elsewhere", "{\"x\":1e999999999," + GOOD.substring(1)),
						BadBody.invalid("2,000 digits", BadBody.with("\"cycle\":" + digits)),
						BadBody.invalid("2,000 digits less than nothing", BadBody.with("\"cycle\":-" + digits)),
						BadBody.invalid("2,000 digits of a fraction", BadBody.with("\"cycle\":0." + digits)),
						BadBody.invalid("2,000 digits of an exponent", BadBody.with("\"cycle\":1e" + digits)),
						BadBody.invalid("60,000 digits", BadBody.with("\"cycle\":" + digits.repeat(30))),
						BadBody.invalid("60,000 digits elsewhere",
								"{\"x\":" + digits.repeat(30) + "," + GOOD.substring(1))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			packed           | gzip              | gzip
			packed twice     | gzip, gzip        | gzip
			an old name      | x-gzip            | gzip
			another coding   | deflate           | gzip
			not packed       | gzip              | plain
			not Brotli       | br                | plain
			not Zstandard    | zstd              | plain
			and as it is     | identity, gzip    | plain
			unknown          | utf-8             | plain
			a transfer's     | chunked           | plain
			nothing          | ''                | plain
			""")
	void bodyIsNotUnpackedWhenItsCodingIsSaid(String what, String coding, String sent, RunningBff bff) {
		byte[] body = sent.equals("gzip") ? gzip(GOOD) : GOOD.getBytes(StandardCharsets.UTF_8);
		BadBody.assertRefused(
				bff.send(bff.request("PUT", RunningBff.ACCOUNT, bff.issuer().owner(), BodyPublishers.ofByteArray(body),
						"Content-Type", "application/json", "Content-Encoding", coding)),
				415, "unsupported-media-type");
		assertThat(bff.accountCalls()).as(what).isZero();
	}

	private static BadBody octets(String name, String latin1) {
		return BadBody.noJson(name, BadBody.with("\"city\":\"" + latin1 + "\""), StandardCharsets.ISO_8859_1);
	}

	private static byte[] gzip(String text) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream output = new GZIPOutputStream(packed)) {
			output.write(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return packed.toByteArray();
	}

}
