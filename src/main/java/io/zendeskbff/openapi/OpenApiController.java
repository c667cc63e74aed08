package io.zendeskbff.openapi;

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
 * {@code GET} of the document, for anyone. In the place of springdoc's own, which tells
 * the caller what he has said of our host and writes the document anew for each.
 */
@RestController
@ConditionalOnDocument
class OpenApiController {

	private final Document document;

	OpenApiController(Document document) {
		this.document = document;
	}

	@GetMapping(Paths.API_DOCS)
	ResponseEntity<byte[]> read(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		ContentNegotiation.requireJsonAccepted(request);
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noCache())
			.eTag(this.document.entityTag())
			.contentType(MediaType.APPLICATION_JSON)
			.body(this.document.json());
	}

}
