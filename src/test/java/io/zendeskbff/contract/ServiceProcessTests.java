package io.zendeskbff.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import io.zendeskbff.local.HttpCalls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service under the JVM options of its image.
 */
class ServiceProcessTests {

	@Test
	void serviceAnswersAndEndsWhenItIsAProcess() {
		try (Neighbours neighbours = new Neighbours();
				ServiceProcess service = ServiceProcess.start(neighbours, List.of()).awaitReady();
				HttpCalls calls = new HttpCalls()) {
			HttpResponse<String> account = calls.send(HttpRequest.newBuilder(service.uri(RunningBff.ACCOUNT))
				.header("Authorization", "Bearer " + neighbours.issuer().owner()));
			assertThat(account.statusCode()).isEqualTo(200);
			assertThat(account.body()).contains("\"billing\"");
			service.terminate();
			assertThat(service.awaitExit()).isEqualTo(143);
		}
	}

}
