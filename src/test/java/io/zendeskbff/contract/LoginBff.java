package io.zendeskbff.contract;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The service with an identity provider where browsers log in, and with a portal on
 * another host of the same site.
 */
public final class LoginBff implements AutoCloseable {

	public static final String PORTAL = "https://admin.example.com";

	private final LoginProvider provider = new LoginProvider();

	private final RunningBff bff;

	private LoginBff(String... settings) {
		Stream<String> usual = Stream.concat(Arrays.stream(this.provider.settings(PortalBrowser.SETTING)),
				Stream.of("--bff.portal.origins=" + PORTAL));
		this.bff = RunningBff.start(Stream
			.concat(usual.filter((one) -> Arrays.stream(settings)
				.noneMatch((own) -> own.startsWith(one.substring(0, one.indexOf('=') + 1)))), Arrays.stream(settings))
			.toArray(String[]::new));
	}

	/**
	 * Starts both.
	 * @param settings arguments that replace the usual ones
	 */
	public static LoginBff start(String... settings) {
		return new LoginBff(settings);
	}

	public RunningBff bff() {
		return this.bff;
	}

	public LoginProvider provider() {
		return this.provider;
	}

	public PortalBrowser browser() {
		return new PortalBrowser(this.bff);
	}

	public void reset() {
		this.bff.reset();
		this.provider.reset();
	}

	@Override
	public void close() {
		this.bff.close();
		this.provider.close();
	}

}
