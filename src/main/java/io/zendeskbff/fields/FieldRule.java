package io.zendeskbff.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
	 * Text.
	 *
	 * @param longest the greatest length, in code points
	 * @param characters which characters may stand in it
	 * @param shape what else it must look like
	 * @param message how to say that shape to a caller, empty where any will do
	 */
	record Text(int longest, BillingText characters, Predicate<String> shape, String message) implements FieldRule {

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
				breaches.add(new Breach("characters",
						"must not hold control characters, direction overrides or unassigned characters"));
			}
			if (breaches.isEmpty() && !text.isEmpty() && !this.shape.test(text)) {
				breaches.add(new Breach("format", this.message));
			}
			return breaches;
		}

		@Override
		public String typeMessage() {
			return "must be a string";
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
