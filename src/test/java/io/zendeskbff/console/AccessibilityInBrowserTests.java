package io.zendeskbff.console;

import java.util.Locale;

import io.zendeskbff.tools.RequiresNodePackage;
import io.zendeskbff.tools.RequiresProgram;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever sees little, no colours or nothing can use the console, whatever it shows.
 */
@RequiresProgram("chromium")
@RequiresNodePackage("playwright-core")
class AccessibilityInBrowserTests {

	@RegisterExtension
	private static final ConsoleExtension console = new ConsoleExtension();

	@ParameterizedTest
	@EnumSource
	void noRuleIsBrokenWhenPageIsLookedAt(Scene scene) {
		Accessibility.check(scene.open(console), scene.name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

}
