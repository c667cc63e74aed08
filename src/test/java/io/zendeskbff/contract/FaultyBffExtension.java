package io.zendeskbff.contract;

/**
 * The service over a Zendesk that fails as a test wants.
 */
final class FaultyBffExtension extends SharedServiceExtension<FaultyBff> {

	FaultyBffExtension() {
		super(FaultyBff.class, FaultyBff::new, FaultyBff::reset);
	}

}
