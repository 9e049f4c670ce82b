package io.trackersql.exec;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of this process that decode ahead of readers. Daemons, few, and gone soon after the last read.
 *
 * <p>A task ends when it finds its buffer full, and a reader whose task has not begun decodes by itself: so no number of open
 * cursors can use up the threads for good. At most one task per cursor waits in the queue.
 */
final class ReadAheadPool {
    /** Most tasks wait for servers, so there are more of them than cores; beyond that, readers decode by themselves. */
    static final int THREADS_MAX = 16;

    private static final long IDLE_MILLIS = 1000;
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final Executor SHARED = create();

    private ReadAheadPool() {}

    static Executor shared() {
        return SHARED;
    }

    private static Executor create() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS_MAX,
                THREADS_MAX,
                IDLE_MILLIS,
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                ReadAheadPool::thread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "trackersql-read-ahead-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        // the class loader of whoever read first must not be held by a thread that outlives him
        thread.setContextClassLoader(ReadAheadPool.class.getClassLoader());
        return thread;
    }
}
