package dev.tailback.flowalerts.http;

import com.sun.net.httpserver.HttpExchange;
import dev.tailback.door.Refusal;
import java.io.IOException;

/** What stands behind a port. */
public interface Door {
    /**
     * Answers a request.
     *
     * @throws IOException when the client went away; everything else that can go wrong has an answer
     */
    Answer answer(HttpExchange exchange) throws IOException;

    /** The answer to whom the doorkeeper turned away, in this door's own format. */
    Answer refused(HttpExchange exchange, Refusal refusal);

    /** The answer when {@link #answer} threw something unforeseen: a 500 in this door's own format. */
    Answer failed(HttpExchange exchange);
}
