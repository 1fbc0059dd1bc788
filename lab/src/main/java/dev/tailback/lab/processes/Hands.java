package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import java.io.IOException;

/** What can be done to the processes of a shop from outside, by whoever runs them. */
public interface Hands {
    enum State {
        RUNS,
        /** It keeps all that it holds, and does nothing. */
        PAUSED,
        GONE
    }

    /**
     * How a part is found.
     *
     * @param holder what it runs in, such as {@code process 4711}; empty when it is gone
     * @param words the same as people are told
     */
    record Look(State state, String holder, String words) {}

    Look look(Part part) throws IOException, InterruptedException;

    /** Without warning; it stays dead until it is asked for. */
    void kill(Part part) throws IOException, InterruptedException;

    /** As whoever runs it would end it for good reason; it stays down until it is asked for. */
    void end(Part part) throws IOException, InterruptedException;

    /** Returns when it is ready; nothing happens if it runs. */
    void start(Part part) throws IOException, InterruptedException;

    void pause(Part part) throws IOException, InterruptedException;

    /** Nothing is to be done for one that has ended meanwhile. */
    void goOn(Part part) throws IOException, InterruptedException;
}
