package io.zendeskbff.bench;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long the service takes from exec to being ready, in each form of its jar.
 */
final class Starts {

	private final Launcher launcher;

	Starts(Launcher launcher) {
		this.launcher = launcher;
	}

	/** The medians of so many starts, in seconds. */
	Map<JavaService.Form, Double> seconds(List<JavaService.Form> forms, int times) throws IOException {
		Map<JavaService.Form, double[]> seconds = new EnumMap<>(JavaService.Form.class);
		for (int time = 0; time < times; time++) {
			for (JavaService.Form form : forms) {
				try (Server service = this.launcher.startService(form)) {
					seconds.computeIfAbsent(form, (_) -> new double[times])[time] = service.readyAfter().toNanos()
							/ 1e9;
				}
			}
		}
		Map<JavaService.Form, Double> medians = new EnumMap<>(JavaService.Form.class);
		seconds.forEach((form, values) -> medians.put(form, Numbers.median(values)));
		return medians;
	}

}
