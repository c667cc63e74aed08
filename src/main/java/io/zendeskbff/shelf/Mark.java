package io.zendeskbff.shelf;

import java.util.UUID;

/**
 * Says that an update has left and not ended.
 *
 * @param update which
 * @param until when it has ended at the latest, unless whoever made it died
 */
record Mark(UUID update, long until) {

	boolean stands(long now) {
		return now - this.until < 0;
	}

}
