package io.zendeskbff.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * What one billing field may hold.
 */
public sealed interface FieldRule {

	/**
	 * What is wrong with a value, if anything.
	 * @param value a {@link String} or an {@link Integer}
	 * @return one breach for each part of the rule that the value breaks
	 */
	List<Breach> breachesBy(Object value);

	/** The sentence that tells a caller which type this field has. */
	String typeMessage();

	/**
	 * The sentence that tells a caller what else a value must be.
	 * @return without its subject, as in messages
	 */
	String sentence();

	/**
	 * Text.
	 *
	 * @param longest the greatest length, in code points
	 * @param characters which characters may stand in it
	 * @param shape what else it must look like, if it is not empty
	 */
	record Text(int longest, BillingText characters, TextShape shape) implements FieldRule {

		private static final String NO_CHARACTERS = "must not hold control characters, direction overrides or"
				+ " unassigned characters";

		@Override
		public List<Breach> breachesBy(Object value) {
			if (!(value instanceof String text)) {
				return List.of(new Breach("type", typeMessage()));
			}
			List<Breach> breaches = new ArrayList<>();
			if (text.codePointCount(0, text.length()) > this.longest) {
				breaches.add(new Breach("too-long", "must be at most %d characters long".formatted(this.longest)));
			}
			if (!this.characters.allows(text)) {
				breaches.add(new Breach("characters", NO_CHARACTERS));
			}
			if (breaches.isEmpty() && !text.isEmpty() && !this.shape.test().test(text)) {
				breaches.add(new Breach("format", this.shape.message()));
			}
			return breaches;
		}

		@Override
		public String typeMessage() {
			return "must be a string";
		}

		@Override
		public String sentence() {
			return this.shape.message().isEmpty() ? NO_CHARACTERS : this.shape.message();
		}

		/**
		 * What every text that is allowed matches, the empty one too, ECMA-262 section
		 * 22.2. Some that is not allowed may match it all the same.
		 * @return a pattern for its whole length
		 */
		public String pattern() {
			return "^"
					+ (this.shape.outline().isEmpty() ? this.characters.outline() : "(?:" + this.shape.outline() + ")?")
					+ "$";
		}

		/**
		 * All texts that are allowed beside the empty one.
		 * @return in their order; empty where they cannot be listed
		 */
		public SortedSet<String> values() {
			return this.shape.values();
		}

	}

	/**
	 * A whole number.
	 *
	 * @param least the smallest that is allowed
	 * @param greatest the largest that is allowed
	 */
	record WholeNumber(int least, int greatest) implements FieldRule {

		@Override
		public List<Breach> breachesBy(Object value) {
			if (!(value instanceof Integer number)) {
				return List.of(new Breach("type", typeMessage()));
			}
			return (number < this.least || number > this.greatest) ? List.of(outOfRange()) : List.of();
		}

		/** Also for numbers that no {@code int} holds. */
		public Breach outOfRange() {
			return new Breach("range", "must be %d to %d".formatted(this.least, this.greatest));
		}

		@Override
		public String typeMessage() {
			return "must be an integer";
		}

		@Override
		public String sentence() {
			return outOfRange().message();
		}

	}

	/**
	 * One way in which a value breaks a rule; never the value.
	 *
	 * @param code a stable word for programs
	 * @param message a sentence for people
	 */
	record Breach(String code, String message) {
	}

}
