package io.zendeskbff.contract;

/**
 * The service with a fake Zendesk, composed as it is by default.
 */
final class CachingBffExtension extends SharedServiceExtension<RunningBff> {

	CachingBffExtension() {
		super(RunningBff.class, RunningBff::startCaching, RunningBff::reset);
	}

}
