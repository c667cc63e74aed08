package io.zendeskbff.load;

import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.MessageBytes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link HeaderValve} between Tomcat's own objects.
 */
class HeaderValveTests {

	private static final String NAME = "X-Test";

	private final org.apache.coyote.Response coyote = new org.apache.coyote.Response();

	private final Response response = new Response(this.coyote);

	@Test
	void nameAndValueAreTheSameWhenTheyHaveBecomeOctets() throws Exception {
		answer(NAME, "a \"value\", ~ and");
		assertThat(name().getType()).isEqualTo(MessageBytes.T_BYTES);
		assertThat(value().getType()).isEqualTo(MessageBytes.T_BYTES);
		assertThat(name()).hasToString(NAME);
		assertThat(value()).hasToString("a \"value\", ~ and");
	}

	/**
	 * Tomcat blanks control characters of what it makes octets of itself, and only there.
	 */
	@Test
	void valueIsLeftToTomcatWhenItIsNotPlain() throws Exception {
		for (String odd : new String[] { "a\r\nSet-Cookie: b", "a\u0000", "a\u007f", "a\tb", "\u00e4", "\u20ac" }) {
			this.coyote.recycle();
			answer(NAME, odd);
			assertThat(value().getType()).as("%s", odd).isEqualTo(MessageBytes.T_STR);
			assertThat(value()).hasToString(odd);
		}
	}

	@Test
	void nothingIsTouchedWhenTheHeadersHaveLeft() throws Exception {
		this.coyote.setCommitted(true);
		answer(NAME, "value");
		assertThat(value().getType()).isEqualTo(MessageBytes.T_STR);
	}

	private void answer(String name, String value) throws Exception {
		HeaderValve valve = new HeaderValve();
		valve.setNext(new ValveBase() {

			@Override
			public void invoke(Request request, Response answer) {
				answer.getCoyoteResponse().getMimeHeaders().addValue(name).setString(value);
			}

		});
		valve.invoke(new Request(new Connector(), new org.apache.coyote.Request()), this.response);
	}

	private MessageBytes name() {
		return this.coyote.getMimeHeaders().getName(0);
	}

	private MessageBytes value() {
		return this.coyote.getMimeHeaders().getValue(0);
	}

}
