package io.zendeskbff.surface;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;

/**
 * Everything that this service answers to: which methods on which paths. Compared with
 * the request line as it came, so that no other spelling of a path is a path.
 */
public final class Surface {

	private static final List<HttpMethod> READ_AND_WRITE = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT);

	private static final Map<String, List<HttpMethod>> ALWAYS = Map.of(Paths.ACCOUNT, READ_AND_WRITE,
			Paths.CHAT_ACCOUNT, READ_AND_WRITE, Paths.CONNECTION, List.of(HttpMethod.GET, HttpMethod.DELETE),
			Paths.CONNECTION_AUTHORIZATION, List.of(HttpMethod.POST), Paths.CONNECTION_CALLBACK,
			List.of(HttpMethod.GET), Paths.SESSION, List.of(HttpMethod.GET), Paths.CHANGES, List.of(HttpMethod.GET));

	private final Map<String, List<HttpMethod>> methods = new HashMap<>(ALWAYS);

	/**
	 * The surface with all that is switched on.
	 * @param switchable the paths of features that may be off
	 */
	Surface(Stream<Routes> switchable) {
		switchable.forEach((routes) -> this.methods.putAll(routes.methods()));
	}

	/**
	 * Where a request goes.
	 * @param request any request
	 * @return the raw path, without the context path and the query
	 */
	public static String pathOf(HttpServletRequest request) {
		return request.getRequestURI().substring(request.getContextPath().length());
	}

	/**
	 * What may be called on a path.
	 * @param path the raw path, without the context path and the query
	 * @return empty when there is no such path
	 */
	Optional<List<HttpMethod>> methodsOf(String path) {
		return Optional.ofNullable(this.methods.get(path));
	}

	/**
	 * All that may be called.
	 * @return the methods of each path
	 */
	public Map<String, List<HttpMethod>> methods() {
		return Map.copyOf(this.methods);
	}

}
