package io.zendeskbff.check;

/**
 * What one attempt has shown.
 *
 * @param outcome how it went
 * @param subject what was tried, in a word
 * @param text what was found and, where it failed, what to do; never a secret
 */
record Finding(Outcome outcome, String subject, String text) {

	static Finding ok(String subject, String text) {
		return new Finding(Outcome.OK, subject, text);
	}

	static Finding failed(String subject, String text, String remedy) {
		return new Finding(Outcome.FAILED, subject, text + " " + remedy);
	}

	static Finding skipped(String subject, String text) {
		return new Finding(Outcome.SKIPPED, subject, text);
	}

	boolean isFailure() {
		return this.outcome == Outcome.FAILED;
	}

	/** One line for a person. */
	@Override
	public String toString() {
		return "%-7s %-8s %s".formatted(this.outcome.word, this.subject, this.text);
	}

	/** How an attempt went. */
	enum Outcome {

		OK("ok"), FAILED("FAILED"), SKIPPED("skipped");

		private final String word;

		Outcome(String word) {
			this.word = word;
		}

	}

}
