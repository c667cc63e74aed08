package io.zendeskbff.local;

import java.util.function.Function;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;

/**
 * One path of the fake, whose answer is computed when the request comes.
 *
 * @param path a regular expression over the whole path
 */
record Endpoint(String path,
		Function<Request, ResponseDefinitionBuilder> answer) implements ResponseDefinitionTransformerV2 {

	private static final int AFTER_ALL_OTHERS = 10;

	@Override
	public ResponseDefinition transform(ServeEvent event) {
		return this.answer.apply(event.getRequest()).build();
	}

	@Override
	public String getName() {
		return this.path;
	}

	@Override
	public boolean applyGlobally() {
		return false;
	}

	StubMapping stub() {
		return WireMock.any(WireMock.urlPathMatching(this.path))
			.atPriority(AFTER_ALL_OTHERS)
			.willReturn(WireMock.aResponse().withTransformers(getName()))
			.build();
	}

}
