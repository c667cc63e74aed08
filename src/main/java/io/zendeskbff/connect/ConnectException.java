package io.zendeskbff.connect;

/**
 * An owner's authorization came to nothing, and nothing has changed.
 */
public final class ConnectException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final String sentence;

	private ConnectException(Reason reason, String sentence) {
		super("Not connected: " + reason);
		this.reason = reason;
		this.sentence = sentence;
	}

	static ConnectException of(Reason reason) {
		return new ConnectException(reason, reason.sentence);
	}

	static ConnectException otherAccount(String sentence) {
		return new ConnectException(Reason.OTHER_ACCOUNT, sentence);
	}

	public Reason reason() {
		return this.reason;
	}

	/**
	 * What happened, for the one in front of the browser.
	 * @return a sentence in plain words
	 */
	public String sentence() {
		return this.sentence;
	}

	/** Why it came to nothing. */
	public enum Reason {

		/** The service connects by itself, with client credentials. */
		NOT_INTERACTIVE("This service connects to Zendesk by itself; nobody can connect it in a browser."),

		/** The state is none that waits: used, too old, or not from here. */
		STATE_UNKNOWN("This way to connect Zendesk was begun more than ten minutes ago, was used already, or was not"
				+ " begun here. Begin again."),

		/** The owner, or Zendesk, said no. */
		DENIED("Access was denied at Zendesk, so nothing was connected."),

		/** The answer has neither a code nor an error. */
		NO_CODE("Zendesk sent back no authorization code, so nothing was connected. Begin again."),

		/** Somebody else was faster. */
		OVERTAKEN("Zendesk was connected or disconnected by somebody else in the meantime. Look at the connection, and"
				+ " begin again if need be."),

		/** The grant is for another account. */
		OTHER_ACCOUNT("The account is not the one that this service is for.");

		private final String sentence;

		Reason(String sentence) {
			this.sentence = sentence;
		}

	}

}
