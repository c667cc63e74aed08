package io.zendeskbff.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

/**
 * Debian's Chromium, driven by Playwright, whose driver is that of the npm registry.
 */
public final class Chromium implements AutoCloseable {

	private static final List<String> QUIET = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

	/** Its driver is asked for once in the life of a JVM. */
	private static final Path DRIVER = Path.of("target/playwright").toAbsolutePath();

	private final Playwright playwright;

	private final Browser browser;

	private Chromium(List<String> more) throws IOException {
		Files.createDirectories(DRIVER);
		Path link = DRIVER.resolve("package");
		if (!Files.exists(link)) {
			Files.createSymbolicLink(link,
					NodePackages.DIRECTORY.resolve("node_modules/playwright-core").toAbsolutePath());
		}
		System.setProperty("playwright.cli.dir", DRIVER.toString());
		this.playwright = Playwright.create(new Playwright.CreateOptions()
			.setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", Programs.pathOf("node").toString())));
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(Programs.pathOf("chromium"))
				.setArgs(Stream.concat(QUIET.stream(), more.stream()).toList()));
	}

	/**
	 * Starts it.
	 * @param more arguments beside the usual ones
	 */
	public static Chromium start(String... more) {
		try {
			return new Chromium(List.of(more));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A browser of its own, without cookies, in English and in Zurich.
	 * @param options more of its traits
	 */
	public BrowserContext context(Browser.NewContextOptions options) {
		return this.browser.newContext(options.setLocale("en-GB").setTimezoneId("Europe/Zurich"));
	}

	@Override
	public void close() {
		this.playwright.close();
	}

}
