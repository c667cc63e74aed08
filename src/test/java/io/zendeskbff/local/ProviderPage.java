package io.zendeskbff.local;

import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.HtmlUtils;

/**
 * The one page of the local identity provider's own: who is logged in, and the way out.
 */
final class ProviderPage implements HandlerFunction<ServerResponse> {

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private static final String TEXT = """
			<!DOCTYPE html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width">
			<link rel="icon" href="data:,">
			<title>Local identity provider</title>
			</head>
			<body>
			<h1>Local identity provider</h1>
			<p>You are logged in as <strong>{user}</strong>.</p>
			<form method="post" action="/logout">
			<input name="{name}" type="hidden" value="{token}">
			<button type="submit">Log out</button>
			</form>
			</body>
			</html>
			""";

	@Override
	public ServerResponse handle(ServerRequest request) {
		CsrfToken csrf = (CsrfToken) request.attribute(CsrfToken.class.getName()).orElseThrow();
		return ServerResponse.ok()
			.contentType(HTML)
			.body(TEXT.replace("{user}", HtmlUtils.htmlEscape(name(request)))
				.replace("{name}", csrf.getParameterName())
				.replace("{token}", csrf.getToken()));
	}

	private static String name(ServerRequest request) {
		return request.principal()
			.map((principal) -> ((Authentication) principal).getPrincipal())
			.map((principal) -> ((LoggedInUser) principal).user().fullName())
			.orElseThrow();
	}

}
