package io.zendeskbff.revocation;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import io.zendeskbff.grant.Grant;
import io.zendeskbff.upstream.Allowance;
import io.zendeskbff.upstream.Answer;
import io.zendeskbff.upstream.TransportException;
import io.zendeskbff.upstream.ZendeskHttp;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Revokes as Zendesk Chat does it, {@code GET} and {@code DELETE} of
 * {@code /oauth/tokens}: that list holds every token of the agent, of any client, in
 * clear, so only the entry that is ours in both respects is touched and nothing of it is
 * ever logged.
 */
final class ListedTokenRevocation implements Revocation {

	private static final String TOKENS = "/oauth/tokens";

	private final ZendeskHttp http;

	private final String clientId;

	private final Duration patience;

	ListedTokenRevocation(ZendeskHttp http, String clientId, Duration patience) {
		this.http = http;
		this.clientId = clientId;
		this.patience = patience;
	}

	@Override
	public boolean revoke(Grant grant) {
		try {
			return revoke(grant.accessToken().value(), Allowance.toUpdate(this.patience));
		}
		catch (TransportException | JacksonException ex) {
			return Unconfirmed.because(ex.getClass().getSimpleName());
		}
	}

	private boolean revoke(String token, Allowance allowance) {
		Answer list = this.http.get(TOKENS, token, allowance);
		return (list.status() == 200)
				? ours(list.body(), token).map((own) -> delete(own, token, allowance))
					.orElseGet(() -> Unconfirmed.because("not in the list"))
				: Unconfirmed.because("list " + list.status());
	}

	private Optional<String> ours(byte[] list, String token) {
		JsonNode entries = JsonMapper.shared().readTree(list);
		return (entries.isArray() ? entries.valueStream() : Stream.<JsonNode>empty())
			.filter((one) -> token.equals(one.path("access_token").asString("")))
			.filter((one) -> this.clientId.equals(one.path("client_identifier").asString("")))
			.map((one) -> one.path("id"))
			.filter(JsonNode::isIntegralNumber)
			.map(JsonNode::asString)
			.findFirst();
	}

	private boolean delete(String id, String token, Allowance allowance) {
		Answer answer = this.http.delete(TOKENS + "/" + id, token, allowance);
		return isGone(answer) || Unconfirmed.because("delete " + answer.status());
	}

	/** 404: somebody else was faster. */
	private static boolean isGone(Answer answer) {
		return (answer.status() >= 200 && answer.status() < 300) || answer.status() == 404;
	}

}
