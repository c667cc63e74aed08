package io.zendeskbff.attack;

import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import io.zendeskbff.fields.BillingField;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who is anybody in turn, over connections that he shares with all of them.
 */
final class RandomCaller {

	private static final List<Asker> ASKERS = List.of(Asker.values());

	private final Mix mix;

	private final Random random;

	private final Map<Nginx.Site, KeptConnection> connections = new EnumMap<>(Nginx.Site.class);

	RandomCaller(Mix mix, Random random) {
		this.mix = mix;
		this.random = random;
	}

	/**
	 * Calls one after the other.
	 * @param calls how often
	 */
	void call(int calls) throws IOException {
		try (KeptConnection storing = this.mix.proxy().connect(Nginx.Site.STORING);
				KeptConnection forwarding = this.mix.proxy().connect(Nginx.Site.FORWARDING)) {
			this.connections.put(Nginx.Site.STORING, storing);
			this.connections.put(Nginx.Site.FORWARDING, forwarding);
			for (int i = 0; i < calls; i++) {
				call();
			}
		}
	}

	private void call() throws IOException {
		Asker asker = ASKERS.get(this.random.nextInt(ASKERS.size()));
		List<String> credentials = this.mix.credentials(asker);
		RandomRequest request = RandomRequest.of(this.random, asker, credentials,
				List.of(this.mix.ledger().newestTag(), this.mix.adminsTag()));
		switch (this.random.nextInt(60)) {
			case 0 -> update(request);
			case 1 -> control(request);
			default -> read(request);
		}
	}

	private void read(RandomRequest request) throws IOException {
		Map<BillingField, Integer> confirmed = this.mix.ledger().confirmed();
		Answer answer = connection(request).call(request.method(), request.target(), request.headers(), "");
		assertThat(answer.header(Nginx.STATUS)).as("%s%n%s", request, answer).isEqualTo("MISS");
		this.mix.count(request, request.method(), answer);
		if (request.asker() == Asker.OWNER) {
			lookAsOwner(request, answer, confirmed);
		}
		else {
			lookAsOther(request, answer);
		}
	}

	private void lookAsOther(RandomRequest request, Answer answer) {
		String all = answer.head() + answer.body();
		assertThat(this.mix.canaries().areIn(all) || all.contains("billing\"")).as("%s%n%s", request, answer).isFalse();
		boolean isShown = request.asker() == Asker.ADMIN && answer.status() != 406;
		assertThat(answer.header("ETag")).as("%s%n%s", request, answer)
			.isEqualTo(isShown ? this.mix.adminsTag() : null);
		if (isShown && !answer.body().isEmpty()) {
			assertThat(answer.body()).as("%s", request).isEqualTo(this.mix.adminsView());
		}
	}

	private void lookAsOwner(RandomRequest request, Answer answer, Map<BillingField, Integer> confirmed) {
		if (answer.status() != 406) {
			String tag = Objects.requireNonNullElse(answer.header("ETag"), "");
			assertThat(tag).as("%s%n%s", request, answer).isNotEmpty().isNotEqualTo(this.mix.adminsTag());
			if (!answer.body().isEmpty()) {
				this.mix.ledger().note(tag, this.mix.canaries().versions(answer.body()));
			}
			assertThat(this.mix.ledger().wrong(this.mix.ledger().shownUnder(tag), confirmed))
				.as("%s%n%s", request, answer)
				.isEmpty();
		}
	}

	/** Others than owners try it with a number that no update has. */
	private void update(RandomRequest request) throws IOException {
		Set<BillingField> fields = EnumSet.copyOf(Canaries.CHANGING);
		fields.removeIf((_) -> this.random.nextInt(3) == 0);
		fields.add(BillingField.CITY);
		if (request.asker() == Asker.OWNER) {
			synchronized (this.mix) {
				int number = this.mix.ledger().begin(fields);
				Answer answer = put(request, fields, number);
				assertThat(answer.status()).as("%s%n%s", request, answer).isEqualTo(200);
				assertThat(this.mix.canaries().versions(answer.body())).containsEntry(BillingField.CITY, number);
				this.mix.ledger().confirm(fields);
				this.mix.count(request, "PUT", answer);
				if (number % 4 == 0) {
					this.mix.forget();
				}
			}
		}
		else {
			Answer answer = put(request, fields, 999_999);
			this.mix.count(request, "PUT", answer);
			assertThat(this.mix.canaries().areIn(answer.head() + answer.body())).as("%s%n%s", request, answer)
				.isFalse();
		}
	}

	private Answer put(RandomRequest request, Set<BillingField> fields, int number) throws IOException {
		return connection(request).call("PUT", request.target(), request.credentials(),
				"{\"billing\":{" + this.mix.canaries().members(fields, number) + "}}");
	}

	/** What the proxy may keep it does keep, for whom it may. */
	private void control(RandomRequest request) throws IOException {
		boolean isVarying = this.random.nextBoolean();
		List<String> credentials = request.credentials();
		Answer answer = connection(request).call("GET", isVarying ? ControlOrigin.VARYING : ControlOrigin.SAME,
				credentials, "");
		assertThat(answer.body()).as("%s%n%s", request, answer)
			.isEqualTo(ControlOrigin.body(isVarying ? String.join("", credentials) : ""));
		this.mix.countControl(answer.header(Nginx.STATUS));
	}

	private KeptConnection connection(RandomRequest request) {
		return Objects.requireNonNull(this.connections.get(request.site()));
	}

}
