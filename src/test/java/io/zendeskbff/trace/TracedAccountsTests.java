package io.zendeskbff.trace;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.upstream.UpstreamContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * One span around each call, of the caller's trace, that tells the outcome and no more.
 */
class TracedAccountsTests {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final String PARENT = "b7ad6b7169203331";

	private static final Account ACCOUNT = Account
		.parse("{\"account_key\":\"canary-key\"}".getBytes(StandardCharsets.UTF_8));

	private static final BillingUpdate UPDATE = new BillingUpdate(
			new LinkedHashMap<>(Map.of(BillingField.CITY, "canary-city")));

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final RecordedSpans spans = new RecordedSpans();

	private final ObservationRegistry observations = ObservationRegistry.create();

	@BeforeEach
	void observe() {
		this.spans.record(this.observations);
		this.observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		MDC.clear();
	}

	@AfterEach
	void leave() {
		RequestContextHolder.resetRequestAttributes();
		MDC.clear();
	}

	@Test
	void spanIsOfTheCallersTraceWhenHeIsInOne() {
		request("00-%s-%s-01".formatted(TRACE, PARENT));
		assertThat(traced(() -> ACCOUNT).current()).isSameAs(ACCOUNT);
		assertThat(MDC.get("traceId")).isEqualTo(TRACE);
		SpanData span = this.spans.only();
		assertThat(span.getTraceId()).isEqualTo(TRACE);
		assertThat(span.getParentSpanId()).isEqualTo(PARENT);
	}

	@Test
	void linesBearTheCallersTraceWhenHeDoesNotSampleIt() {
		request("00-%s-%s-00".formatted(TRACE, PARENT));
		traced(() -> ACCOUNT).current();
		assertThat(MDC.get("traceId")).isEqualTo(TRACE);
		assertThat(this.spans.all()).isEmpty();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "nonsense", "00-00000000000000000000000000000000-b7ad6b7169203331-01",
			"00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
			"ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" })
	void spanBeginsATraceWhenTheCallerIsInNone(@Nullable String traceparent) {
		request(traceparent);
		traced(() -> ACCOUNT).current();
		SpanData span = this.spans.only();
		assertThat(span.getTraceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE).isEqualTo(MDC.get("traceId"));
		assertThat(span.getParentSpanContext().isValid()).isFalse();
	}

	@Test
	void noLineBearsTheTraceWhenItsCallIsForNoRequest() {
		traced(() -> ACCOUNT).current();
		assertThat(this.spans.only().getParentSpanContext().isValid()).isFalse();
		assertThat(MDC.get("traceId")).isNull();
	}

	@Test
	void spanAndTimerTellCallAndOutcomeWhenAllIsWell() {
		traced(() -> ACCOUNT).current();
		SpanData span = this.spans.only();
		assertThat(span.getName()).isEqualTo("account read");
		assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
		assertThat(attributes(span)).isEqualTo(Map.of("call", "read", "outcome", "ok"));
		assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
		assertThat(this.meters.get("bff.trace.calls").tag("call", "read").tag("outcome", "ok").timer().count())
			.isEqualTo(1);
	}

	@Test
	void updateIsPassedOnAsItIsWhenTraced() {
		Precondition precondition = Precondition.NONE;
		ZendeskAccounts inner = new ZendeskAccounts() {

			@Override
			public Account current() {
				throw new AssertionError("Nobody reads");
			}

			@Override
			public Optional<Account> update(BillingUpdate update, Precondition given, Runnable told) {
				assertThat(update).isSameAs(UPDATE);
				assertThat(given).isSameAs(precondition);
				assertThat(told).isSameAs(UpstreamContext.UNHEARD);
				return Optional.of(ACCOUNT);
			}

		};
		assertThat(new TracedAccounts(inner, this.observations).update(UPDATE, precondition, UpstreamContext.UNHEARD))
			.containsSame(ACCOUNT);
		assertThat(this.spans.only().getName()).isEqualTo("account update");
		assertThat(attributes(this.spans.only())).isEqualTo(Map.of("call", "update", "outcome", "ok"));
	}

	@ParameterizedTest
	@MethodSource
	void outcomeIsAllThatIsToldWhenACallFails(RuntimeException failure, String outcome) {
		ZendeskAccounts accounts = traced(() -> {
			throw failure;
		});
		assertThatException().isThrownBy(() -> accounts.update(UPDATE, Precondition.NONE, UpstreamContext.UNHEARD))
			.isSameAs(failure);
		SpanData span = this.spans.only();
		assertThat(attributes(span)).isEqualTo(Map.of("call", "update", "outcome", outcome));
		assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
		assertThat(span.getStatus().getDescription()).isEqualTo(outcome);
		assertThat(span.toString()).doesNotContain("canary", "TracedAccountsTests", "\tat ");
		assertThat(this.meters.get("bff.trace.calls").tag("outcome", outcome).timer().count()).isEqualTo(1);
	}

	static Stream<Arguments> outcomeIsAllThatIsToldWhenACallFails() {
		return Stream.of(arguments(failed(new Failure.Unavailable(null)), "upstream-unavailable"),
				arguments(failed(new Failure.Throttled(Duration.ofSeconds(1))), "upstream-throttled"),
				arguments(failed(new Failure.BillingRefused(Set.of(BillingField.CITY))), "billing-refused"),
				arguments(failed(new Failure.OtherAccount("canary-key")), "upstream-invalid"),
				arguments(failed(Failure.Plain.TIMED_OUT), "upstream-timeout"),
				arguments(new IllegalStateException("canary"), "failed"));
	}

	private static AccountException failed(Failure failure) {
		return new AccountException(failure, Applied.NO, new IllegalStateException("canary"));
	}

	private static void request(@Nullable String traceparent) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		if (traceparent != null) {
			request.addHeader("Traceparent", traceparent);
		}
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
	}

	private ZendeskAccounts traced(Supplier<Account> work) {
		return new TracedAccounts(new ZendeskAccounts() {

			@Override
			public Account current() {
				return work.get();
			}

			@Override
			public Optional<Account> update(BillingUpdate update, Precondition precondition, Runnable leaving) {
				return Optional.of(work.get());
			}

		}, this.observations);
	}

	private static Map<String, String> attributes(SpanData span) {
		return span.getAttributes()
			.asMap()
			.entrySet()
			.stream()
			.collect(Collectors.toMap((one) -> one.getKey().getKey(), (one) -> one.getValue().toString()));
	}

}
