package io.zendeskbff.upstream;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;

/**
 * What meters and spans are told of a call to Zendesk: method, path without ids, status.
 * Never the whole URL.
 */
final class UpstreamCallConvention extends DefaultClientRequestObservationConvention {

	@Override
	public String getContextualName(ClientRequestObservationContext context) {
		return method(context).getValue() + " " + uri(context).getValue();
	}

	@Override
	protected KeyValue uri(ClientRequestObservationContext context) {
		return KeyValue.of("uri", (context.getRequest() != null)
				? context.getRequest().url().getPath().replaceAll("/-?[0-9]+(?=/|$)", "/{id}") : "none");
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ClientRequestObservationContext context) {
		return KeyValues.empty();
	}

}
