package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An owner who connects Zendesk in his browser, through a service that believes to be
 * {@value #PUBLIC_URL}.
 */
final class OwnersBrowser {

	static final String PUBLIC_URL = "https://portal.example.com/zendesk";

	/** Settings of a service that is connected by its owner. */
	static final String[] SETTINGS = {
			"--spring.security.oauth2.client.registration.zendesk.authorization-grant-type=authorization_code",
			"--bff.public-url=" + PUBLIC_URL, "--bff.zendesk.connect-timeout=20s", "--bff.zendesk.read-deadline=20s",
			"--bff.zendesk.write-deadline=20s" };

	private final RunningBff bff;

	OwnersBrowser(RunningBff bff) {
		this.bff = bff;
	}

	/** All the way: to Zendesk, and back with what it says. */
	HttpResponse<String> connect() {
		return comeBack(answerOf(begin()));
	}

	/** Asks the service for the way to Zendesk. */
	URI begin() {
		HttpResponse<String> begun = this.bff.send(this.bff.request("POST", "/connection/authorization",
				this.bff.issuer().owner(), BodyPublishers.noBody()));
		assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
		assertThat(begun.headers().firstValue("cache-control")).hasValue("no-store");
		return URI.create(JsonPath.read(begun.body(), "$.authorizationUrl"));
	}

	/** Where Zendesk sends the browser then. */
	URI answerOf(URI authorization) {
		HttpResponse<String> answer = this.bff.send(HttpRequest.newBuilder(authorization));
		assertThat(answer.statusCode()).isEqualTo(302);
		String location = answer.headers().firstValue("location").orElseThrow();
		assertThat(location).startsWith(PUBLIC_URL + "/connection/callback?");
		return URI.create(location);
	}

	HttpResponse<String> comeBack(URI callback) {
		return callback(callback.getRawQuery());
	}

	HttpResponse<String> callback(String query) {
		return this.bff.send(HttpRequest.newBuilder(this.bff.uri("/connection/callback?" + query))
			.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
	}

}
