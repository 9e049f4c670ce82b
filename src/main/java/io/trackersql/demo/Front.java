package io.trackersql.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** One product's side of the server; safe for threads. */
public interface Front {
    /** Answers a request; what it changes is done before the answer begins. */
    void serve(HttpExchange exchange, Reply reply, byte[] body) throws IOException;

    /** Whether answers are compressed for clients that accept it. */
    boolean gzip();

    /** What the front calls itself in the header {@code Server}. */
    String software();
}
