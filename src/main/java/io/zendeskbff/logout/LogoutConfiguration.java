package io.zendeskbff.logout;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.zendeskbff.login.PortalRegistration;
import io.zendeskbff.login.ProviderTokens;
import io.zendeskbff.login.SealedIdTokens;
import io.zendeskbff.session.ConditionalOnBrowserLogin;
import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.Routes;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Composes the ends of sessions, where there are any.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBrowserLogin
class LogoutConfiguration {

	@Bean
	Routes logoutRoutes() {
		return new Routes(
				Map.of(Paths.LOGOUT, List.of(HttpMethod.POST), Paths.BACK_CHANNEL_LOGOUT, List.of(HttpMethod.POST)));
	}

	@Bean
	EndSessionUrl endSessionUrl(PortalRegistration registration, SealedIdTokens idTokens) {
		return new EndSessionUrl(registration, idTokens);
	}

	@Bean
	LogoutTokens logoutTokens(ProviderTokens tokens, PortalRegistration registration) {
		return new LogoutTokens(tokens
			.decoder(LogoutTokens.validator(registration.issuer(), registration.clientId(), InstantSource.system())));
	}

}
