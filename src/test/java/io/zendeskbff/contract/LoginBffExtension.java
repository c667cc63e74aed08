package io.zendeskbff.contract;

/**
 * The service where browsers log in.
 */
public final class LoginBffExtension extends SharedServiceExtension<LoginBff> {

	LoginBffExtension() {
		super(LoginBff.class, LoginBff::start, LoginBff::reset);
	}

}
