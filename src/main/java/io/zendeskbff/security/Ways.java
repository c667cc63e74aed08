package io.zendeskbff.security;

import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.Surface;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Which way a request comes.
 */
final class Ways {

	private Ways() {
	}

	static boolean isLogin(HttpServletRequest request) {
		String path = Surface.pathOf(request);
		return isWithoutAuthorization(request) && (path.equals(Paths.LOGIN) || path.equals(Paths.LOGIN_CALLBACK));
	}

	static boolean isWithoutAuthorization(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.AUTHORIZATION) == null;
	}

	static boolean isOnManagementPort(HttpServletRequest request) {
		WebApplicationContext context = WebApplicationContextUtils
			.getRequiredWebApplicationContext(request.getServletContext());
		return WebServerApplicationContext.hasServerNamespace(context, "management");
	}

}
