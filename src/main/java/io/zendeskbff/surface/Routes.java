package io.zendeskbff.surface;

import java.util.List;
import java.util.Map;

import org.springframework.http.HttpMethod;

/**
 * Paths that a feature answers to, where it is switched on.
 *
 * @param methods which methods each path takes; paths are raw, without the context path
 */
public record Routes(Map<String, List<HttpMethod>> methods) {

	public Routes {
		methods = Map.copyOf(methods);
	}

}
