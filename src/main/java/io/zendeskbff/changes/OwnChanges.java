package io.zendeskbff.changes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The attempts that were made in this process.
 */
final class OwnChanges implements Changes {

	private final Deque<AtomicReference<Change>> newestFirst = new ArrayDeque<>();

	@Override
	public synchronized Consumer<Change> add(Change change) {
		if (this.newestFirst.size() == MOST) {
			this.newestFirst.removeLast();
		}
		AtomicReference<Change> place = new AtomicReference<>(change);
		this.newestFirst.addFirst(place);
		return place::set;
	}

	@Override
	public synchronized List<Change> latest() {
		return this.newestFirst.stream().map(AtomicReference::get).toList();
	}

}
