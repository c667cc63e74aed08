package io.zendeskbff.console;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.github.tomakehurst.wiremock.http.Request;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.zendeskbff.local.FakeZendesk;
import io.zendeskbff.local.LocalUser;
import io.zendeskbff.tools.Chromium;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One local run for all tests that start it with the same arguments, as it was at the
 * start, and Chromium for all tests; each visitor is gone after his test, in which no
 * page may have complained.
 */
final class ConsoleExtension implements BeforeEachCallback, AfterEachCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(ConsoleExtension.class);

	private final List<String> arguments;

	private final List<Visitor> visitors = new ArrayList<>();

	private @Nullable Chromium chromium;

	private @Nullable LocalConsole console;

	/**
	 * An extension for a kind of local run.
	 * @param arguments those of the local run
	 */
	ConsoleExtension(String... arguments) {
		this.arguments = List.of(arguments);
		PlaywrightAssertions.setDefaultAssertionTimeout(Visitor.PATIENCE_MILLIS);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		ExtensionContext.Store shared = context.getRoot().getStore(NAMESPACE);
		this.chromium = shared.computeIfAbsent(Chromium.class, (_) -> Chromium.start(), Chromium.class);
		LocalConsole console = shared.computeIfAbsent(this.arguments, LocalConsole::start, LocalConsole.class);
		console.reset();
		this.console = console;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		try {
			if (context.getExecutionException().isEmpty()) {
				this.visitors.forEach(Visitor::assertContent);
			}
		}
		finally {
			this.visitors.forEach(Visitor::close);
			this.visitors.clear();
		}
	}

	/** Somebody who was never here before. */
	Visitor visitor() {
		return visitor(new Browser.NewContextOptions());
	}

	Visitor visitor(Browser.NewContextOptions traits) {
		Visitor visitor = new Visitor(Objects.requireNonNull(this.chromium).context(traits), url());
		this.visitors.add(visitor);
		return visitor;
	}

	/** The console, where this user has just logged in. */
	ConsolePage open(LocalUser user) {
		return visitor().open().logIn(user);
	}

	URI url() {
		return running().url();
	}

	FakeZendesk zendesk() {
		return running().zendesk();
	}

	URI identityProvider() {
		return running().identityProvider();
	}

	/** The bodies of all updates that Zendesk has received, oldest first. */
	List<String> updates() {
		return zendesk().requests("PUT", "/api/v2/chat/account").stream().map(Request::getBodyAsString).toList();
	}

	private LocalConsole running() {
		return Objects.requireNonNull(this.console);
	}

}
