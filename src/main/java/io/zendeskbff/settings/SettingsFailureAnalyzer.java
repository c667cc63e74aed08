package io.zendeskbff.settings;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says in one sentence which setting is wrong. Never its value: it may be a secret in the
 * wrong place.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingsFailureAnalyzer implements FailureAnalyzer {

	private static final String ACTION = "Correct the configuration and start again.";

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		return sentence(failure).map((sentence) -> new FailureAnalysis(sentence, ACTION, failure)).orElse(null);
	}

	private static Optional<String> sentence(Throwable failure) {
		return said(failure).or(() -> cause(failure, BindException.class).map(SettingsFailureAnalyzer::wrongType));
	}

	/** Ours name the key themselves. */
	private static Optional<String> said(Throwable failure) {
		return causes(failure).filter(SettingsFailureAnalyzer::isOurs).map(Throwable::getMessage).findFirst();
	}

	private static boolean isOurs(Throwable cause) {
		return cause instanceof InvalidSettingException
				|| (cause instanceof IllegalArgumentException && startsWithKey(String.valueOf(cause.getMessage())));
	}

	private static boolean startsWithKey(String message) {
		return message.matches(
				"(?s)(?:(?:bff|spring\\.security\\.oauth2)\\.[A-Za-z0-9._-]+|HTTPS_PROXY) (?:must|lacks|needs) .*");
	}

	private static String wrongType(BindException failure) {
		return "%s is wrong: its value is no %s.".formatted(failure.getName(),
				Objects.requireNonNullElse(failure.getTarget().getType().resolve(), Object.class).getSimpleName());
	}

	private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
		return causes(failure).filter(type::isInstance).map(type::cast).reduce((_, innermost) -> innermost);
	}

	private static Stream<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
	}

}
