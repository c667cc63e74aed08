package io.zendeskbff.console;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody with a browser of his own, in which pages complain of nothing.
 */
final class Visitor implements AutoCloseable {

	static final double PATIENCE_MILLIS = 30_000;

	/** Chromium writes a line for each answer that is none, expected or not. */
	private static final String REFUSED = "Failed to load resource: the server responded with a status of ";

	private final BrowserContext context;

	private final URI console;

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	Visitor(BrowserContext context, URI console) {
		this.context = context;
		this.console = console;
		context.setDefaultTimeout(PATIENCE_MILLIS);
		context.onConsoleMessage(this::hear);
		context.onWebError((error) -> this.complaints.add(error.page().url() + ": " + error.error()));
	}

	/** Opens the console in another tab. */
	ConsolePage open() {
		return open(this.console);
	}

	ConsolePage open(URI url) {
		Page tab = this.context.newPage();
		tab.navigate(url.toString());
		return new ConsolePage(tab);
	}

	/** Sends an update without a page; says what the service answers. */
	String put(String update) {
		return this.context.request()
			.put(this.console.resolve("api/v2/account").toString(),
					RequestOptions.create()
						.setHeader("X-Zendesk-Account-Bff", "1")
						.setHeader("Content-Type", "application/json")
						.setData(update))
			.text();
	}

	BrowserContext context() {
		return this.context;
	}

	/** Lets a test expect complaints that begin like this. */
	void forgive(String beginning) {
		this.complaints.removeIf((complaint) -> complaint.startsWith(beginning));
	}

	void assertContent() {
		assertThat(this.complaints).isEmpty();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** A breach of the Content-Security-Policy is an error in the browser's console. */
	private void hear(ConsoleMessage message) {
		if (List.of("error", "warning").contains(message.type()) && !message.text().startsWith(REFUSED)) {
			this.complaints.add(message.text());
		}
	}

}
