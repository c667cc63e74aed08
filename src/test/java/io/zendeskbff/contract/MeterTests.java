package io.zendeskbff.contract;

import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Prometheus is told of requests, problems and calls.
 */
@ExtendWith(BffExtension.class)
class MeterTests {

	@Test
	void requestsAreCountedByMethodPathAndStatusWhenAnswered(RunningBff bff) {
		String read = "bff_surface_requests_seconds_count{method=\"GET\",path=\"/api/v2/account\",status=\"200\"}";
		String unknown = "bff_surface_requests_seconds_count{method=\"POST\",path=\"none\",status=\"404\"}";
		double reads = value(bff, read);
		double unknowns = value(bff, unknown);
		bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		bff.get(RunningBff.ACCOUNT, bff.issuer().admin());
		bff.send(bff.request("POST", "/canary-path", null, HttpRequest.BodyPublishers.noBody()));
		assertThat(value(bff, read) - reads).isEqualTo(2);
		assertThat(value(bff, unknown) - unknowns).isEqualTo(1);
		assertThat(scrape(bff)).noneMatch((line) -> line.contains("canary"));
	}

	@Test
	void problemsAreCountedBySlugWhenTold(RunningBff bff) {
		String failed = "bff_problem_problems_total{slug=\"upstream-failed\"}";
		double before = value(bff, failed);
		bff.zendesk().stub(WireMock.get(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.serverError()));
		bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		assertThat(value(bff, failed) - before).isEqualTo(2);
	}

	@Test
	void problemsAreCountedWhenTheContainerTellsThem(RunningBff bff) {
		String bad = "bff_problem_problems_total{slug=\"bad-request\"}";
		double before = value(bff, bad);
		assertThat(bff.get("/api%2Fv2", null).body()).contains("before it was looked at");
		assertThat(value(bff, bad) - before).isEqualTo(1);
	}

	@Test
	void onlyWhatGoesUpstreamIsObservedWhenRequestsAreAnswered(RunningBff bff) {
		bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), "{}");
		assertThat(scrape(bff))
			.anyMatch((line) -> line.startsWith("http_client_requests_seconds_count")
					&& line.contains("uri=\"/api/v2/chat/account\""))
			.anyMatch((line) -> line.startsWith("bff_trace_calls_seconds_count{call=\"read\"")
					&& line.contains("outcome=\"ok\""))
			.noneMatch((line) -> line.startsWith("http_server_requests"))
			.noneMatch((line) -> line.startsWith("spring_security"))
			.noneMatch((line) -> line.contains("_active_seconds"));
	}

	private static double value(RunningBff bff, String series) {
		return scrape(bff).stream()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(series.length())))
			.sum();
	}

	private static List<String> scrape(RunningBff bff) {
		return Arrays
			.asList(bff.send(HttpRequest.newBuilder(bff.managementUri("/actuator/prometheus"))).body().split("\n"));
	}

}
