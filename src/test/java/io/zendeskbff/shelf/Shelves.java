package io.zendeskbff.shelf;

import java.util.List;

import org.springframework.context.ApplicationContext;

/**
 * Lets tests of other packages begin with an empty shelf.
 */
public final class Shelves {

	private Shelves() {
	}

	/**
	 * Forgets the account, updates that are in doubt, and reads that have failed.
	 */
	public static void clear(ApplicationContext service) {
		Shelf shelf = service.getBean(Shelf.class);
		shelf.change((now) -> new ShelfState(now.generation(), now.epoch().next(), null, null, List.of(), shelf.now(),
				shelf.now()));
	}

	/**
	 * Keeps the account, and forgets that it could not be read since.
	 */
	public static void forgetFailedReads(ApplicationContext service) {
		service.getBean(Shelf.class).change(ShelfState::nextEpoch);
	}

}
