package dev.tailback.lab.demo;

import java.io.IOException;

/** Whoever says how a walk goes on. */
public interface Keys {
    /** Nobody: one scene after the other. */
    Keys NOBODY = () -> Choice.NEXT;

    Choice await() throws IOException;
}
