package io.zendeskbff.load;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/**
 * A virtual thread for each request, of which so many get on with it at a time. The
 * others have not been given their buffers yet; without a bound, refusing ten thousand
 * requests would take as much of the heap as answering them.
 */
final class BoundedThreads implements Executor {

	private final ThreadFactory threads = Thread.ofVirtual().name("tomcat-handler-", 0).factory();

	private final Backlog backlog = new Backlog(Duration.ofMillis(1));

	private final Semaphore running;

	BoundedThreads(int most) {
		this.running = new Semaphore(most, true);
	}

	@Override
	public void execute(Runnable task) {
		this.backlog.add();
		this.threads.newThread(() -> run(task)).start();
		this.backlog.rest();
	}

	private void run(Runnable task) {
		this.backlog.remove();
		this.running.acquireUninterruptibly();
		try {
			task.run();
		}
		finally {
			this.running.release();
		}
	}

}
