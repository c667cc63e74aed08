package io.zendeskbff.renewal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import io.zendeskbff.connection.ConnectionFixtures;
import io.zendeskbff.connection.ConnectionJournal;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.connection.ConnectionStatus;
import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.grant.Grant;
import org.jspecify.annotations.Nullable;

/**
 * The renewal of tokens with a token endpoint, an account and a time of the test's own;
 * several replicas of it, if need be, over one store.
 */
public final class RenewalWorld implements AutoCloseable {

	/** What happened, in order: tokens issued, stored, given back. */
	public final List<String> log = new CopyOnWriteArrayList<>();

	public final ManualTime time = new ManualTime();

	public final FakeTokenEndpoint endpoint = new FakeTokenEndpoint(this.time, this.log);

	public final RecordingStore store = new RecordingStore(ConnectionFixtures.memory(), this.log);

	/** Which account a token is for. */
	public volatile Function<BearerToken, Optional<String>> keys = (_) -> Optional.of("key-1");

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final boolean interactive;

	private final @Nullable String configuredKey;

	private RenewalWorld(boolean interactive, @Nullable String configuredKey) {
		this.interactive = interactive;
		this.configuredKey = configuredKey;
	}

	public static RenewalWorld clientCredentials() {
		return new RenewalWorld(false, null);
	}

	public static RenewalWorld clientCredentialsFor(String accountKey) {
		return new RenewalWorld(false, accountKey);
	}

	public static RenewalWorld authorizationCode() {
		return new RenewalWorld(true, null);
	}

	/** A connection that an owner has made, with tokens number 1. */
	public RenewalWorld connected() {
		ConnectionState state = ConnectionState.NONE.connected(this.endpoint.redeemed(), "key-1", this.time.now());
		this.store.replace(ConnectionState.NONE, state);
		this.log.clear();
		return this;
	}

	/** One service instance. */
	public Replica replica() {
		Timing timing = new Timing(this.time.clock(), this.time, this.executor, () -> 0L);
		Admission admission = new Admission((token) -> this.keys.apply(token), this::revoke, this.configuredKey,
				timing);
		GrantFlow flow = this.interactive ? new AuthorizationCodeFlow(this.endpoint)
				: new ClientCredentialsFlow(this.endpoint, admission, timing.clock());
		ConnectionJournal journal = ConnectionFixtures.journal(this.store, this.time.clock());
		Renewals renewals = new Renewals(new Renewal(this.store, flow, admission), journal, timing);
		return new Replica(renewals, admission, timing, ConnectionFixtures.status(this.store, journal));
	}

	private boolean revoke(Grant grant) {
		this.log.add("revoked " + grant.accessToken().value());
		return true;
	}

	/** What is revoked at Zendesk. */
	public io.zendeskbff.revocation.Revocation revocation() {
		return this::revoke;
	}

	@Override
	public void close() {
		this.endpoint.open();
		this.executor.close();
	}

	/** The parts of one service instance. */
	public record Replica(Renewals renewals, Admission admission, Timing timing, ConnectionStatus status) {
	}

}
