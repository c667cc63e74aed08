package io.zendeskbff.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of many connections that a single thread looks after, with at most one read under
 * way.
 */
final class Caller {

	private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]+)", Pattern.CASE_INSENSITIVE);

	private static final Pattern CLOSE = Pattern.compile("\r\nconnection: *close", Pattern.CASE_INSENSITIVE);

	private final int port;

	private final Selector selector;

	private SocketChannel channel;

	private final ByteBuffer request;

	private final ByteBuffer answer = ByteBuffer.allocate(16_384);

	private long dueAt;

	Caller(int port, byte[] request, Selector selector) throws IOException {
		this.port = port;
		this.selector = selector;
		this.request = ByteBuffer.wrap(request);
		this.channel = open();
	}

	private SocketChannel open() throws IOException {
		SocketChannel opened = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
		opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
		opened.configureBlocking(false);
		opened.register(this.selector, SelectionKey.OP_READ, this);
		return opened;
	}

	/** When the read under way was to be sent, as of System.nanoTime(). */
	long dueAt() {
		return this.dueAt;
	}

	/** Sends the request, which the socket's buffer always has room for. */
	void send(long dueAt) throws IOException {
		this.dueAt = dueAt;
		this.answer.clear();
		this.channel.write(this.request.rewind());
	}

	/** Whether the server has said with its answer that it ends the connection. */
	boolean isLast() {
		return CLOSE.matcher(text(0, this.answer.position())).find();
	}

	/** Makes the connection anew. */
	void renew() throws IOException {
		this.channel.close();
		this.channel = open();
	}

	/** Takes what has come: the status once the answer is whole, until then 0. */
	int receive() throws IOException {
		if (this.channel.read(this.answer) < 0) {
			throw new EOFException("The server ended the connection");
		}
		return isWhole() ? Integer.parseInt(text(9, 3)) : 0;
	}

	private boolean isWhole() {
		String text = text(0, this.answer.position());
		int end = text.indexOf("\r\n\r\n");
		if (end < 0) {
			return false;
		}
		Matcher length = LENGTH.matcher(text.substring(0, end));
		return length.find() ? text.length() >= end + 4 + Integer.parseInt(length.group(1))
				: text.endsWith("\r\n0\r\n\r\n");
	}

	private String text(int from, int length) {
		return new String(this.answer.array(), from, length, StandardCharsets.ISO_8859_1);
	}

}
