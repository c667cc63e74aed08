package io.zendeskbff.surface;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.buf.MessageBytes;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Refuses requests whose end another server may see elsewhere, RFC 9112 sections 6.1 and
 * 6.3, which Tomcat takes: those with a length beside a transfer coding, and those with
 * anything but {@code chunked} for the coding. A request of HTTP/0.9 gets no answer, for
 * it could have no status.
 */
final class FramingValve extends ValveBase {

	private static final Pattern LENGTH = Pattern.compile("^content-length:",
			Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		org.apache.coyote.Request received = request.getCoyoteRequest();
		if (received.protocol().equals("")) {
			received.action(ActionCode.CLOSE_NOW, null);
			return;
		}
		if (!response.isError() && isAmbiguous(received)) {
			// The host reports it as it does Tomcat's own refusals, and goes no further.
			response.sendError(HttpStatus.BAD_REQUEST.value());
		}
		getNext().invoke(request, response);
	}

	private static boolean isAmbiguous(org.apache.coyote.Request request) {
		MessageBytes coding = request.getMimeHeaders().getValue(HttpHeaders.TRANSFER_ENCODING);
		return coding != null && (!coding.equalsIgnoreCase("chunked") || hasLength(request));
	}

	/** In the head as it came: Tomcat has removed the header by now. */
	private static boolean hasLength(org.apache.coyote.Request request) {
		return request.getInputBuffer() instanceof Http11InputBuffer input
				&& LENGTH.matcher(StandardCharsets.ISO_8859_1.decode(input.getByteBuffer().duplicate().flip())).find();
	}

}
