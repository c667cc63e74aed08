package io.zendeskbff.problem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

import io.zendeskbff.account.Applied;
import io.zendeskbff.billing.Violation;
import io.zendeskbff.surface.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * Writes a {@link Problem} as {@code application/problem+json}, RFC 9457, whatever the
 * caller accepts.
 */
final class ProblemWriter {

	/** In ASCII: a member's name in a pointer may be any text, a lone surrogate too. */
	private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	/** RFC 3986 section 3.3. */
	private static final Pattern PATH_PARAMETERS = Pattern.compile(";[^/]*");

	private ProblemWriter() {
	}

	static void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
		byte[] body = JSON.writeValueAsBytes(members(problem, request));
		response.setStatus(problem.type().status().value());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		problem.headers().forEach(response::setHeader);
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

	private static SequencedMap<String, Object> members(Problem problem, HttpServletRequest request) {
		SequencedMap<String, Object> members = new LinkedHashMap<>();
		members.put("type", problem.type().urn());
		members.put("title", problem.type().title());
		members.put("status", problem.type().status().value());
		members.put("detail", problem.detail());
		if (request.getRequestURI() != null) {
			members.put("instance", path(request.getRequestURI()));
		}
		members.put("requestId", RequestId.of(request));
		addExtensions(problem, request, members);
		return members;
	}

	/** Without parameters of its segments, among which some put a session's id. */
	private static String path(String uri) {
		return PATH_PARAMETERS.matcher(uri).replaceAll("");
	}

	private static void addExtensions(Problem problem, HttpServletRequest request, Map<String, Object> members) {
		if (!problem.violations().isEmpty()) {
			members.put("violations", violations(problem.violations()));
		}
		String retryAfter = problem.headers().get(HttpHeaders.RETRY_AFTER);
		if (retryAfter != null) {
			members.put("retryAfter", Long.valueOf(retryAfter));
		}
		if (problem.loginUrl() != null) {
			members.put("loginUrl", problem.loginUrl());
		}
		if (HttpMethod.PUT.matches(request.getMethod())) {
			members.put("applied", applied(problem.applied()));
		}
	}

	private static List<Map<String, String>> violations(List<Violation> violations) {
		List<Map<String, String>> written = new ArrayList<>();
		for (Violation violation : violations) {
			SequencedMap<String, String> members = new LinkedHashMap<>();
			members.put("pointer", violation.pointer());
			members.put("code", violation.code());
			members.put("message", violation.message());
			written.add(members);
		}
		return written;
	}

	private static String applied(Applied applied) {
		return switch (applied) {
			case NO -> "no";
			case UNKNOWN -> "unknown";
		};
	}

}
