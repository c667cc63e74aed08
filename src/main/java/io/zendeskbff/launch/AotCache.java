package io.zendeskbff.launch;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.ObjectName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * The AOT cache of the image, JEP 483, which the JVM drops without a word that a log
 * could take when it does not fit: other JVM options than at its training, or another
 * jar.
 */
final class AotCache implements ApplicationListener<ApplicationReadyEvent> {

	private static final Logger LOGGER = LoggerFactory.getLogger(AotCache.class);

	private static final String OPTION = "-XX:AOTCache=";

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (isWanted() && isDropped()) {
			LOGGER.atWarn()
				.log("The AOT cache could not be used, so the start was slow; are the JVM options those of its training?");
		}
	}

	private static boolean isWanted() {
		return ManagementFactory.getRuntimeMXBean()
			.getInputArguments()
			.stream()
			.anyMatch((argument) -> argument.startsWith(OPTION));
	}

	/** As {@code jcmd VM.info} has it; where nothing can be learned, nothing is said. */
	private static boolean isDropped() {
		try {
			Object info = ManagementFactory.getPlatformMBeanServer()
				.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmInfo", new Object[0],
						new String[0]);
			return String.valueOf(info).lines().anyMatch((line) -> line.equals("CDS: off"));
		}
		catch (JMException _) {
			return false;
		}
	}

}
