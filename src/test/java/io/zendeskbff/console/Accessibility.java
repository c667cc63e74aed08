package io.zendeskbff.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.zendeskbff.tools.NodePackages;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what a page looks like at the moment against the rules of axe-core, in light and
 * dark and on wide and narrow screens, and keeps pictures for people to look at.
 */
final class Accessibility {

	private static final Path PICTURES = Path.of("target/screenshots");

	private static final String AXE = axe();

	private static final String VIOLATIONS = """
			async () => (await axe.run()).violations.flatMap(({ id, nodes }) =>
			  nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`))""";

	private static final int DESK = 1280;

	private static final int PHONE = 360;

	/** WCAG 2.2, 1.4.10: a desk's 1280 pixels enlarged four times. */
	private static final int NARROWEST = 320;

	private static final int HEIGHT = 800;

	private Accessibility() {
	}

	/**
	 * Looks at a page in every way.
	 * @param page as it is at the moment
	 * @param scene what the pictures are called
	 */
	static void check(ConsolePage page, String scene) {
		Page tab = page.tab();
		tab.evaluate(AXE);
		for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
			// Without transitions, in the middle of which colours are others.
			tab.emulateMedia(
					new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
			for (int width : new int[] { DESK, PHONE }) {
				tab.setViewportSize(width, HEIGHT);
				String name = "%s-%s-%d".formatted(scene, scheme.name().toLowerCase(Locale.ROOT), width);
				tab.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
				assertThat((List<?>) tab.evaluate(VIOLATIONS)).as(name).isEmpty();
			}
		}
		tab.setViewportSize(NARROWEST, HEIGHT);
		assertThat(tab.evaluate("document.documentElement.scrollWidth")).as(scene).isEqualTo(NARROWEST);
	}

	private static String axe() {
		try {
			return Files.readString(NodePackages.DIRECTORY.resolve("node_modules/axe-core/axe.min.js"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
