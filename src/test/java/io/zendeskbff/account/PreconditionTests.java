package io.zendeskbff.account;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.zendeskbff.portal.Role;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 9110 section 13.1.1, on the owner's view.
 */
class PreconditionTests {

	private final Account account = account("Bern");

	private final String ownersTag = this.account.view(Role.OWNER).entityTag();

	@Test
	void anyAccountWillDoWhenNothingIsWanted() {
		assertThat(Precondition.NONE.isPresent()).isFalse();
		assertThat(Precondition.NONE.holdsFor(this.account)).isTrue();
	}

	@Test
	void anyAccountWillDoWhenAnyIsWanted() {
		assertThat(ifMatch("*").isPresent()).isTrue();
		assertThat(ifMatch("*").holdsFor(this.account)).isTrue();
	}

	@Test
	void accountWillDoWhenItsTagIsWanted() {
		assertThat(ifMatch(this.ownersTag).isPresent()).isTrue();
		assertThat(ifMatch(this.ownersTag).holdsFor(this.account)).isTrue();
		assertThat(ifMatch("\"other\", " + this.ownersTag).holdsFor(this.account)).isTrue();
		assertThat(ifMatch("\"other\"", this.ownersTag).holdsFor(this.account)).isTrue();
	}

	@Test
	void accountWillNotDoWhenItChangedSince() {
		assertThat(ifMatch(this.ownersTag).holdsFor(account("Basel"))).isFalse();
		assertThat(ifMatch("\"other\"").holdsFor(this.account)).isFalse();
	}

	@Test
	void accountWillNotDoWhenTagIsWeak() {
		assertThat(ifMatch("W/" + this.ownersTag).holdsFor(this.account)).isFalse();
	}

	@Test
	void accountWillNotDoWhenTagIsTheAdminsView() {
		assertThat(ifMatch(this.account.view(Role.ADMIN).entityTag()).holdsFor(this.account)).isFalse();
	}

	private static Precondition ifMatch(String... lines) {
		return new Precondition(EntityTags.parse(List.of(lines)).orElseThrow());
	}

	private static Account account(String city) {
		String json = "{\"account_key\":\"k\",\"billing\":{\"city\":\"" + city + "\"}}";
		return Account.parse(json.getBytes(StandardCharsets.UTF_8));
	}

}
