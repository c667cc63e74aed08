package io.zendeskbff.shelf;

import java.time.InstantSource;
import java.util.Optional;

import io.zendeskbff.connection.ConnectionStatus;
import io.zendeskbff.store.Deployment;
import io.zendeskbff.store.Sealer;
import io.zendeskbff.store.SharedStore;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes the shelf, of this process or of all replicas.
 */
@Configuration(proxyBeanMethods = false)
class ShelfConfiguration {

	@Bean
	Shelf shelf(Optional<SharedStore> shared, Deployment deployment, ConnectionStatus connection, Sealer sealer) {
		ShelfCell cell = shared
			.<ShelfCell>map((store) -> new SharedCell(store, sealer, deployment.longestRead(), InstantSource.system()))
			.orElseGet(() -> new MemoryCell(connection::knownGeneration, System::nanoTime));
		return new Shelf(cell, deployment.longestUpdate());
	}

}
