package io.zendeskbff.fields;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shape of a mailbox, RFC 5321 section 4.1.2, with the letters of any script that RFC
 * 6531 section 3.3 adds. Whether the mailbox exists is not asked.
 */
final class EmailAddress {

	private static final int LONGEST_OCTETS = 254;

	private static final int LONGEST_LOCAL_PART_OCTETS = 64;

	private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x{80}-\\x{10FFFF}-]++";

	private static final String QUOTED = "\"(?:[ !#-\\[\\]-~\\x{80}-\\x{10FFFF}]|\\\\[ -~])*+\"";

	private static final String LABEL = "[\\p{L}\\p{M}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?";

	private static final String LITERAL = "\\[(?:\\d{1,3}(?:\\.\\d{1,3}){3}|IPv6:[0-9A-Fa-f:.]{2,45})]";

	private static final Pattern MAILBOX = Pattern.compile("(?<local>" + ATOM + "(?:\\." + ATOM + ")*+|" + QUOTED
			+ ")@(?:" + LABEL + "(?:\\." + LABEL + ")*+|" + LITERAL + ")");

	/** The outline of what is told of a mailbox in other languages than this. */
	static final TextShape SHAPE = TextShape.outlined(EmailAddress::isShapeOf, "[\\s\\S]+@[^@\\s]+",
			"must be an e-mail address of at most %d octets".formatted(LONGEST_OCTETS));

	private EmailAddress() {
	}

	static boolean isShapeOf(String text) {
		if (octets(text) > LONGEST_OCTETS) {
			return false;
		}
		Matcher mailbox = MAILBOX.matcher(text);
		return mailbox.matches() && octets(mailbox.group("local")) <= LONGEST_LOCAL_PART_OCTETS;
	}

	private static int octets(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}
