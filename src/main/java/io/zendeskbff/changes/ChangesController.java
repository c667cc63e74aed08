package io.zendeskbff.changes;

import java.util.List;

import io.zendeskbff.surface.ContentNegotiation;
import io.zendeskbff.surface.Paths;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The updates that were attempted lately, for owners, as the security chain has seen to
 * before.
 */
@RestController
class ChangesController {

	private final Changes changes;

	ChangesController(Changes changes) {
		this.changes = changes;
	}

	@GetMapping(Paths.CHANGES)
	ResponseEntity<Answer> list(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		ContentNegotiation.requireJsonAccepted(request);
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.contentType(MediaType.APPLICATION_JSON)
			.body(new Answer(this.changes.latest()));
	}

	/** The JSON. */
	record Answer(List<Change> changes) {

		Answer {
			changes = List.copyOf(changes);
		}

	}

}
