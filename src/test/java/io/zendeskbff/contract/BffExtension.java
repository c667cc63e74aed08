package io.zendeskbff.contract;

/**
 * The service with a fake Zendesk, and without a cache, so that each call can be seen
 * there.
 */
public final class BffExtension extends SharedServiceExtension<RunningBff> {

	BffExtension() {
		super(RunningBff.class, RunningBff::start, RunningBff::reset);
	}

}
