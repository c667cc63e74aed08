package io.zendeskbff.trace;

import java.util.Optional;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * One call of the account as tracing sees it: made for the present request, whose trace
 * it continues, or for none.
 */
final class AccountCall extends ReceiverContext<Optional<HttpServletRequest>> {

	AccountCall() {
		super(AccountCall::header, Kind.SERVER);
		setCarrier(present());
	}

	/** Whether there is a request whose log lines may bear the trace's id. */
	static boolean isForRequest() {
		return present().isPresent();
	}

	private static Optional<HttpServletRequest> present() {
		return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
			.filter(ServletRequestAttributes.class::isInstance)
			.map(ServletRequestAttributes.class::cast)
			.map(ServletRequestAttributes::getRequest);
	}

	private static @Nullable String header(Optional<HttpServletRequest> request, String name) {
		return request.map((one) -> one.getHeader(name)).orElse(null);
	}

}
