package io.zendeskbff.bench;

/**
 * What is measured: the service, and what a company could run in its place.
 */
enum Peer {

	SERVICE("service"), HAPROXY_VERIFYING("HAProxy, verifying each"), HAPROXY_TABLE("HAProxy, token table"),
	NGINX("nginx, no check"), GATEWAY("Spring Cloud Gateway");

	private final String title;

	Peer(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

	boolean checksTokens() {
		return this != NGINX;
	}

	/** LocalResponseCache knows no {@code If-None-Match}. */
	boolean answersNotModified() {
		return this != GATEWAY;
	}

	boolean isJava() {
		return this == SERVICE || this == GATEWAY;
	}

	/** Without roles each view has a path of its own. */
	String path(View view) {
		return checksTokens() ? "/api/v2/account" : view.upstreamPath();
	}

}
