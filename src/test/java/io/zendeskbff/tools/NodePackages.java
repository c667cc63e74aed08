package io.zendeskbff.tools;

import java.nio.file.Path;

/**
 * The packages of Node that tests use.
 */
public final class NodePackages {

	/** Where they and the programs with them are. */
	public static final Path DIRECTORY = Path.of("src/test/node");

	private NodePackages() {
	}

}
