package io.zendeskbff.bench;

import java.io.IOException;

/**
 * What the service adds to a read that goes through to an upstream without latency: one
 * connection to each, taking turns.
 */
final class ColdRead {

	private static final int TURN = 100;

	private static final int WARM_UP = 4;

	private final Upstream upstream;

	ColdRead(Upstream upstream) {
		this.upstream = upstream;
	}

	/** The median through the service less the median straight, in milliseconds. */
	double addedMillis(Server service, int reads) throws IOException {
		byte[] through = Check.request(service, Scenario.ONE_TOKEN, this.upstream.issuer()).octets();
		byte[] straight = new Request("/api/v2/chat/account").octets();
		try (Connection first = new Connection(service.port())) {
			// To warm up; most of it is HotSpot's work, and takes thousands of reads.
			millis(first, through, WARM_UP * reads);
			return addedMillis(first, through, straight, reads);
		}
	}

	/**
	 * The upstream, which ends idle connections after half a minute, is connected to
	 * late.
	 */
	private double addedMillis(Connection first, byte[] through, byte[] straight, int reads) throws IOException {
		try (Connection second = new Connection(this.upstream.port())) {
			millis(second, straight, reads);
			double[] throughMillis = new double[reads];
			double[] straightMillis = new double[reads];
			for (int read = 0; read < reads; read += TURN) {
				System.arraycopy(millis(first, through, TURN), 0, throughMillis, read, TURN);
				System.arraycopy(millis(second, straight, TURN), 0, straightMillis, read, TURN);
			}
			return Numbers.median(throughMillis) - Numbers.median(straightMillis);
		}
	}

	private static double[] millis(Connection connection, byte[] request, int reads) throws IOException {
		double[] millis = new double[reads];
		for (int read = 0; read < reads; read++) {
			long sent = System.nanoTime();
			int status = connection.send(request).status();
			millis[read] = (System.nanoTime() - sent) / 1e6;
			if (status != 200) {
				throw new IOException("A cold read got status " + status);
			}
		}
		return millis;
	}

}
