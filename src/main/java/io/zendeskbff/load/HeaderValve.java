package io.zendeskbff.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * Makes octets of an answer's headers by what the JVM does many characters at a time:
 * Tomcat makes an encoder and two buffers for each name and each value. What has left
 * already is none of its business.
 */
final class HeaderValve extends ValveBase {

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
		if (!response.isCommitted()) {
			encode(response.getCoyoteResponse().getMimeHeaders());
		}
	}

	private static void encode(MimeHeaders headers) {
		for (int header = 0; header < headers.size(); header++) {
			encode(headers.getName(header));
			encode(headers.getValue(header));
		}
	}

	/**
	 * What is not plain text is left to Tomcat, which blanks control characters. The
	 * array is a new one, because Tomcat keeps it and writes into it later.
	 */
	private static void encode(MessageBytes text) {
		if (text.getType() == MessageBytes.T_STR) {
			byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
			if (isPlain(octets)) {
				text.setBytes(octets, 0, octets.length);
			}
		}
	}

	private static boolean isPlain(byte[] octets) {
		for (byte octet : octets) {
			if (octet < ' ' || octet > '~') {
				return false;
			}
		}
		return true;
	}

}
