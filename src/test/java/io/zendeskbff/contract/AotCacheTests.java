package io.zendeskbff.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A start with an AOT cache that is none.
 */
class AotCacheTests {

	@Test
	void oneLineTellsWhenTheCacheCannotBeUsed(@TempDir Path directory) throws Exception {
		Path cache = Files.writeString(directory.resolve("app.aot"), "no cache");
		try (Neighbours neighbours = new Neighbours();
				ServiceProcess service = ServiceProcess.start(neighbours,
						List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off"))) {
			service.awaitReady();
			await().until(() -> service.output().stream().anyMatch((line) -> line.contains("AOT cache")));
			assertThat(service.output()).allMatch((line) -> line.startsWith("{"))
				.filteredOn((line) -> line.contains("AOT cache"))
				.hasSize(1)
				.first()
				.asString()
				.contains("\"level\":\"WARN\"");
		}
	}

}
