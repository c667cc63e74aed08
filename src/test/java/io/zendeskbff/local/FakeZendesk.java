package io.zendeskbff.local;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Extension;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.zendeskbff.leak.Wire;

/**
 * Zendesk Chat as far as the service needs it, with one account that remembers what was
 * written to it. It answers under both prefixes, those of the new host and of the old
 * one, and is turned by its {@link FakeState switchboard}.
 *
 * @see <a href=
 * "https://developer.zendesk.com/api-reference/live-chat/chat-api/account/">Zendesk Chat:
 * Account</a>
 */
public final class FakeZendesk implements AutoCloseable {

	/** The OAuth client that the fake knows. */
	public static final String CLIENT_ID = "local-client";

	/** The secret of that client. */
	public static final String CLIENT_SECRET = "local-client-secret";

	/** The key that the account has while it is {@link FakeState#OTHER_ACCOUNT}. */
	public static final String OTHER_ACCOUNT_KEY = "9OtherAccountKeyOfSomebodyElse00";

	private static final int JOURNAL_ENTRIES = 20_000;

	private final FakeAccount account = new FakeAccount();

	private final Switchboard switchboard = new Switchboard(this.account);

	private final FakeCodes codes = new FakeCodes();

	private final FakeTokens tokens;

	private final RequestLimit limit;

	private final List<Endpoint> endpoints;

	private final WireMockServer server;

	private FakeZendesk(int port, InstantSource clock) {
		this.tokens = new FakeTokens(clock);
		this.limit = new RequestLimit(clock);
		this.endpoints = Stream
			.of(List.of(this.switchboard.endpoint(), new AuthorizationEndpoint(this.switchboard, this.codes).endpoint(),
					new TokenEndpoint(this.switchboard, this.codes, this.tokens).endpoint()),
					new ChatEndpoints(this.switchboard, this.account, this.tokens, this.limit).all())
			.flatMap(List::stream)
			.toList();
		this.server = new WireMockServer(WireMockConfiguration.options()
			.bindAddress("127.0.0.1")
			.port(port)
			.http2PlainDisabled(true)
			.gzipDisabled(true)
			.maxRequestJournalEntries(JOURNAL_ENTRIES)
			.extensions(this.endpoints.toArray(Extension[]::new)));
	}

	/**
	 * Starts the fake on the loopback interface.
	 * @param port the port to listen on, 0 for any free one
	 */
	public static FakeZendesk start(int port) {
		return start(port, InstantSource.system());
	}

	static FakeZendesk start(int port, InstantSource clock) {
		FakeZendesk fake = new FakeZendesk(port, clock);
		fake.server.addMockServiceRequestListener(FakeZendesk::keepSecrets);
		fake.server.start();
		fake.addEndpoints();
		return fake;
	}

	private static void keepSecrets(Request request, Response response) {
		Map<String, List<String>> headers = request.getHeaders()
			.all()
			.stream()
			.collect(Collectors.toMap(HttpHeader::key, HttpHeader::values));
		Wire.passed(request.getUrl(), headers, request.getBodyAsString(),
				(response.getStatus() < 400) ? response.getBodyAsString() : "");
	}

	/**
	 * What to set {@code bff.zendesk.base-url} to.
	 */
	public URI baseUrl() {
		return URI.create("http://127.0.0.1:" + this.server.port());
	}

	/**
	 * What the fake is like now.
	 */
	public FakeState state() {
		return this.switchboard.state();
	}

	/**
	 * Turns the switchboard, as {@code PUT /fake/state} does.
	 */
	public void state(FakeState state) {
		this.switchboard.turn(state);
	}

	/**
	 * The account's JSON text as its owner would read it now, always with its own key.
	 */
	public String account() {
		return this.account.forOwner().toString();
	}

	/**
	 * The requests that Zendesk has received, oldest first, without those to the
	 * switchboard.
	 */
	public List<LoggedRequest> requests() {
		return this.server.getAllServeEvents()
			.reversed()
			.stream()
			.map((event) -> event.getRequest())
			.filter((request) -> !request.getUrl().startsWith("/fake/"))
			.toList();
	}

	/**
	 * The requests received with this method and exactly this path, oldest first.
	 */
	public List<LoggedRequest> requests(String method, String path) {
		return requests().stream()
			.filter((request) -> request.getMethod().getName().equals(method))
			.filter((request) -> URI.create(request.getUrl()).getPath().equals(path))
			.toList();
	}

	/**
	 * How often a token was asked for, in vain or not.
	 */
	public int tokenCalls() {
		return tokenRequests().size();
	}

	/**
	 * How often a token was asked for by this {@code grant_type}, in vain or not.
	 */
	public int tokenCalls(String grantType) {
		return Math.toIntExact(tokenRequests().stream()
			.filter((request) -> TokenEndpoint.form(request, "grant_type").equals(grantType))
			.count());
	}

	/**
	 * How often a refresh token came that had been used before: a service that loses the
	 * new one, or asks twice at once, loses the grant.
	 */
	public int reuses() {
		return this.tokens.reuses();
	}

	/**
	 * Whether the token of another client of the same Zendesk user, which the token list
	 * shows as well, was left alone.
	 */
	public boolean foreignTokenLives() {
		return this.tokens.foreignLives();
	}

	/**
	 * Puts an answer of the test's own before those of the fake, until the next
	 * {@link #reset()}.
	 */
	public void stub(MappingBuilder stub) {
		this.server.stubFor(stub);
	}

	/**
	 * Changes how many requests a minute are answered, until the next {@link #reset()}.
	 */
	public void requestsPerMinute(int requests) {
		this.limit.reset(requests);
	}

	/**
	 * Gives tokens an end from now on, and says so in {@code expires_in}, until the next
	 * {@link #reset()}. Zendesk names none, and so does the fake when it is not told to.
	 */
	public void tokenLifetime(Duration lifetime) {
		this.tokens.change((terms) -> terms.withLifetime(lifetime));
	}

	/**
	 * Grants this scope from now on, whatever is asked or was granted before, until the
	 * next {@link #reset()}. Tokens given out keep the scope that they have.
	 * @param scope the scopes, separated by a space
	 */
	public void tokenScope(String scope) {
		this.tokens.change((terms) -> terms.withScope(scope));
	}

	/**
	 * Gives no refresh token for a code from now on, until the next {@link #reset()}.
	 */
	public void withoutRefreshTokens() {
		this.tokens.change(TokenTerms::withoutRefreshTokens);
	}

	/**
	 * Answers 401 to every access token given out so far, until the next
	 * {@link #reset()}. Their refresh tokens stay good, and new access tokens are.
	 */
	public void expireAccessTokens() {
		this.tokens.expireAll();
	}

	/**
	 * Takes back every token of the service: the next call with one of them is answered
	 * 401.
	 */
	public void revokeTokens() {
		this.tokens.revokeAll();
	}

	/**
	 * Makes everything as it was after the start and forgets the requests. Only the
	 * tokens live on: whoever holds one needs no new one because a test has ended.
	 */
	public void reset() {
		this.switchboard.turn(FakeState.FRESH);
		this.limit.reset(RequestLimit.ZENDESK);
		this.codes.forget();
		this.tokens.reset();
		List<StubMapping> before = this.server.getStubMappings();
		// Who calls meanwhile meets either.
		addEndpoints();
		before.forEach(this.server::removeStub);
		this.server.resetScenarios();
		this.server.resetRequests();
	}

	@Override
	public void close() {
		this.server.stop();
	}

	private List<LoggedRequest> tokenRequests() {
		return requests().stream()
			.filter((request) -> request.getMethod().getName().equals("POST"))
			.filter((request) -> URI.create(request.getUrl()).getPath().matches(TokenEndpoint.PATH))
			.toList();
	}

	private void addEndpoints() {
		this.endpoints.stream().map(Endpoint::stub).forEach(this.server::addStubMapping);
	}

}
