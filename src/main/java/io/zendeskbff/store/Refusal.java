package io.zendeskbff.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what code the store refuses a command, such as {@code OOM} or {@code READONLY}; its
 * texts may quote what was sent.
 */
final class Refusal {

	private static final Pattern CODE = Pattern.compile("\\b(OOM|READONLY|NOAUTH|NOPERM|WRONGPASS|WRONGTYPE|MISCONF"
			+ "|LOADING|BUSY|MASTERDOWN|NOREPLICAS|CLUSTERDOWN|CROSSSLOT)\\b");

	private Refusal() {
	}

	static String of(Throwable failure) {
		for (Throwable one = failure; one != null; one = one.getCause()) {
			Matcher code = CODE.matcher(String.valueOf(one.getMessage()));
			if (code.find()) {
				return code.group();
			}
		}
		return "ERR";
	}

}
