package io.zendeskbff.bench;

import java.util.Locale;

/**
 * One goal and what was measured for it.
 *
 * @param text what is wanted
 * @param measured the value
 * @param most what the value may be
 * @param aim what it should be
 * @param unit of the three
 */
record Goal(String text, double measured, double most, double aim, String unit) {

	Goal(String text, double measured, double most, String unit) {
		this(text, measured, most, most, unit);
	}

	boolean isMet() {
		return this.measured <= this.most;
	}

	private String verdict() {
		if (!isMet()) {
			return "MISSED";
		}
		if (this.measured > this.aim) {
			return (this.most == Double.POSITIVE_INFINITY) ? "aim missed" : "met, not the aim";
		}
		return "met";
	}

	@Override
	public String toString() {
		return "%-84s %8s %s (%s): %s".formatted(this.text, number(this.measured), this.unit, wanted(), verdict());
	}

	private String wanted() {
		if (this.most == Double.POSITIVE_INFINITY) {
			return "aim " + number(this.aim);
		}
		return "at most " + number(this.most) + ((this.aim < this.most) ? ", aim " + number(this.aim) : "");
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, (value == Math.rint(value)) ? "%.0f" : "%.3g", value);
	}

}
