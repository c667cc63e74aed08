package io.zendeskbff.check;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;

/**
 * Makes the attempts one after the other and prints what each has shown. That it runs at
 * all shows that the configuration is right.
 */
final class SelfCheck implements ApplicationRunner, ExitCodeGenerator {

	private final List<Supplier<Stream<Finding>>> attempts;

	private final PrintStream out;

	private final Runnable end;

	private boolean failed;

	/**
	 * A check that has not begun.
	 * @param attempts what to try, in order
	 * @param out where to say what was found
	 * @param end ends the process
	 */
	SelfCheck(List<Supplier<Stream<Finding>>> attempts, PrintStream out, Runnable end) {
		this.attempts = List.copyOf(attempts);
		this.out = out;
		this.end = end;
	}

	@Override
	public void run(ApplicationArguments args) {
		print(Finding.ok("settings", "The configuration is complete."));
		this.attempts.forEach((attempt) -> attempt.get().forEach(this::print));
		this.out.println(this.failed ? "Something is wrong." : "All is well.");
		this.out.flush();
		this.end.run();
	}

	private void print(Finding finding) {
		this.failed |= finding.isFailure();
		this.out.println(finding);
		this.out.flush();
	}

	/** 1 when anything has failed. */
	@Override
	public int getExitCode() {
		return this.failed ? 1 : 0;
	}

}
