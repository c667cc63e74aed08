package io.zendeskbff.surface;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Refuses unknown paths and wrong methods before anybody is asked who he is: 404 and 405
 * are the same for all.
 */
final class SurfaceFilter implements HttpRequestFilter {

	private final Surface surface;

	SurfaceFilter(Surface surface) {
		this.surface = surface;
	}

	@Override
	public void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = Surface.pathOf(request);
		Optional<List<HttpMethod>> methods = this.surface.methodsOf(path);
		HttpMethod method = HttpMethod.valueOf(request.getMethod());
		if (methods.isEmpty()) {
			throw new NoResourceFoundException(method, path, path);
		}
		if (!methods.get().contains(method)) {
			throw new HttpRequestMethodNotSupportedException(method.name(), names(methods.get()));
		}
		chain.doFilter(request, response);
	}

	private static Collection<String> names(List<HttpMethod> methods) {
		return methods.stream().map(HttpMethod::name).toList();
	}

}
