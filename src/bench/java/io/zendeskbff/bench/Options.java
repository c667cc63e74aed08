package io.zendeskbff.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What {@code run} was asked for, and how long each part may take.
 *
 * @param root the work tree
 * @param mode what to do
 * @param quick a short run, for CI
 */
record Options(Path root, Mode mode, boolean quick) {

	static Options parse(Path root, List<String> arguments) {
		Mode mode = Mode.TABLE;
		boolean quick = false;
		for (String argument : arguments) {
			switch (argument) {
				case "--quick" -> quick = true;
				case "--soak" -> mode = Mode.SOAK;
				case "--profile" -> mode = Mode.PROFILE;
				default -> throw new IllegalArgumentException("run [--quick] [--soak | --profile | --jmh [JMH's own]]");
			}
		}
		return new Options(root, mode, quick);
	}

	int rounds() {
		return this.quick ? 1 : 3;
	}

	Duration measurement() {
		return Duration.ofSeconds(this.quick ? 2 : 3);
	}

	Duration fixedRate() {
		return Duration.ofSeconds(this.quick ? 2 : 8);
	}

	/** Until HotSpot has compiled what there is to compile. */
	Duration warmUp(Peer peer) {
		if (!peer.isJava()) {
			return Duration.ofSeconds(1);
		}
		return Duration.ofSeconds(this.quick ? 4 : 20);
	}

	List<Scenario> scenarios() {
		return this.quick ? Scenario.FEW : Scenario.ALL;
	}

	/** Each needs several seconds a crowd, since copies have to expire. */
	List<Peer> crowded() {
		return this.quick ? List.of(Peer.SERVICE, Peer.HAPROXY_VERIFYING) : List.of(Peer.values());
	}

	int coldRounds() {
		return this.quick ? 1 : 5;
	}

	int coldReads() {
		return this.quick ? 1_000 : 6_000;
	}

	List<JavaService.Form> forms() {
		return this.quick ? List.of(JavaService.Form.FAT_JAR, JavaService.Form.AOT_CACHE)
				: List.of(JavaService.Form.values());
	}

	int starts() {
		return this.quick ? 1 : 3;
	}

	/**
	 * The kinds of run.
	 */
	enum Mode {

		TABLE, SOAK, PROFILE

	}

}
