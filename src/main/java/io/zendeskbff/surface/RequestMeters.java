package io.zendeskbff.surface;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;

/**
 * The timers {@code bff.surface.requests}, by method, path and status, each looked up
 * once. Nobody makes new ones by asking for what there is not.
 */
final class RequestMeters {

	private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.values());

	private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

	private final MeterRegistry meters;

	private final Surface surface;

	RequestMeters(MeterRegistry meters, Surface surface) {
		this.meters = meters;
		this.surface = surface;
	}

	/**
	 * The timer of a request's kind.
	 * @param request the request
	 * @param status how it was answered
	 * @return the same for all requests of the kind
	 */
	Timer of(HttpServletRequest request, int status) {
		return this.timers.computeIfAbsent(kind(request, status), this::timer);
	}

	private Timer timer(Kind kind) {
		return Timer.builder("bff.surface.requests")
			.description("Requests and how long they took to answer")
			.tag("method", kind.method())
			.tag("path", kind.path())
			.tag("status", Integer.toString(kind.status()))
			.register(this.meters);
	}

	private Kind kind(HttpServletRequest request, int status) {
		HttpMethod method = HttpMethod.valueOf(request.getMethod());
		String path = Surface.pathOf(request);
		return new Kind(METHODS.contains(method) ? method.name() : "other",
				this.surface.methodsOf(path).isPresent() ? path : "none", status);
	}

	private record Kind(String method, String path, int status) {
	}

}
