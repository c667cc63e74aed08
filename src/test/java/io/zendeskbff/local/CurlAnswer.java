package io.zendeskbff.local;

/**
 * What one command has printed: with {@code curl -i} the status line, the headers, an
 * empty line and the body.
 */
public record CurlAnswer(String output) {

	private static final String END_OF_HEADERS = "\r\n\r\n";

	/**
	 * The status code.
	 */
	public int status() {
		return Integer.parseInt(this.output.split(" ", 3)[1]);
	}

	/**
	 * The body, without the line end that was printed after it.
	 */
	public String body() {
		return this.output.substring(this.output.indexOf(END_OF_HEADERS) + END_OF_HEADERS.length()).stripTrailing();
	}

}
