package io.zendeskbff.contract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.zendeskbff.leak.LogTap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged, with key-values, context and causes.
 */
final class LogRecorder extends AppenderBase<ILoggingEvent> {

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	/**
	 * Again before each test: any other service that starts in this JVM resets Logback.
	 */
	void attach() {
		start();
		logger("io.zendeskbff").setLevel(Level.DEBUG);
		logger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(this);
	}

	void debug(List<String> loggers) {
		loggers.forEach((name) -> logger(name).setLevel(Level.DEBUG));
	}

	void quiet(List<String> loggers) {
		loggers.forEach((name) -> logger(name).setLevel(null));
	}

	/** Every logger of the service's and its libraries', as far down as it goes. */
	void traceAll() {
		logger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.TRACE);
		logger("io.zendeskbff").setLevel(Level.TRACE);
	}

	void traceNothing() {
		logger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
		logger("io.zendeskbff").setLevel(Level.DEBUG);
	}

	void detach() {
		logger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(this);
		stop();
	}

	void clear() {
		this.events.clear();
	}

	/** The lines of one logger, oldest first. */
	List<String> lines(String logger) {
		return this.events.stream()
			.filter((event) -> event.getLoggerName().equals(logger))
			.map(LogRecorder::text)
			.toList();
	}

	/** The lines of every logger but one. */
	List<String> linesWithout(String logger) {
		return this.events.stream()
			.filter((event) -> !event.getLoggerName().equals(logger))
			.map(LogRecorder::text)
			.toList();
	}

	/** All lines but those of the servers and clients that only tests have. */
	List<String> serviceLines() {
		return this.events.stream()
			.filter((event) -> !LogTap.isOfTests(event.getLoggerName()))
			.map((event) -> event.getLoggerName() + ": " + text(event))
			.toList();
	}

	List<String> lines() {
		return this.events.stream().map(LogRecorder::text).toList();
	}

	@Override
	protected void append(ILoggingEvent event) {
		event.prepareForDeferredProcessing();
		this.events.add(event);
	}

	private static String text(ILoggingEvent event) {
		return "%s %s %s %s %s".formatted(event.getLevel(), event.getFormattedMessage(), event.getKeyValuePairs(),
				event.getMDCPropertyMap(), causes(event.getThrowableProxy()));
	}

	private static String causes(@Nullable IThrowableProxy thrown) {
		return (thrown != null) ? thrown.getMessage() + " < " + causes(thrown.getCause()) : "";
	}

	private static Logger logger(String name) {
		return (Logger) LoggerFactory.getLogger(name);
	}

}
