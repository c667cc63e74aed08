package io.zendeskbff.upstream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What some loggers write while a test runs, and nobody else sees.
 */
public final class RecordedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final Map<Logger, @Nullable Level> levels = new LinkedHashMap<>();

	private RecordedLog() {
	}

	/**
	 * Records until closed.
	 * @param level the level that the loggers have meanwhile
	 * @param names the loggers, with all below them
	 */
	public static RecordedLog of(Level level, String... names) {
		RecordedLog log = new RecordedLog();
		log.start();
		for (String name : names) {
			log.record((Logger) LoggerFactory.getLogger(name), level);
		}
		return log;
	}

	/**
	 * The lines so far, oldest first: level, message, key-values and stack.
	 */
	public List<String> lines() {
		return List.copyOf(this.lines);
	}

	@Override
	public void close() {
		this.levels.forEach((logger, level) -> {
			logger.detachAppender(this);
			logger.setLevel(level);
			logger.setAdditive(true);
		});
		stop();
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.lines.add("%s %s %s %s".formatted(event.getLevel(), event.getFormattedMessage(), event.getKeyValuePairs(),
				(event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy()) : ""));
	}

	private void record(Logger logger, Level level) {
		this.levels.put(logger, logger.getLevel());
		logger.setLevel(level);
		logger.setAdditive(false);
		logger.addAppender(this);
	}

}
