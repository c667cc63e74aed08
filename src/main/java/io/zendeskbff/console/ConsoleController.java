package io.zendeskbff.console;

import io.zendeskbff.surface.Surface;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gives browsers the page, which may run its own scripts, call its own origin, and
 * nothing else.
 */
@RestController
class ConsoleController {

	/** CSP Level 3; the page neither needs nor allows more. */
	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
			+ " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
			+ " require-trusted-types-for 'script'; trusted-types 'none'";

	private final ConsoleFiles files;

	ConsoleController(ConsoleFiles files) {
		this.files = files;
	}

	@GetMapping({ ConsoleFiles.PAGE, "/console/{file}" })
	ResponseEntity<byte[]> file(HttpServletRequest request) {
		ConsoleFile file = this.files.at(Surface.pathOf(request)).orElseThrow();
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noCache())
			.eTag(file.etag())
			.header("Content-Security-Policy", POLICY)
			.header("Cross-Origin-Opener-Policy", "same-origin")
			.header("Cross-Origin-Resource-Policy", "same-origin")
			.contentType(file.type())
			.body(file.content());
	}

}
