package dev.tailback.lab.demo;

import java.io.IOException;

/** Decides how a walk goes on after a scene. */
public interface Keys {
    /** Nobody: one scene after the other. */
    Keys NOBODY = Choice.Next::new;

    Choice await() throws IOException;

    /** What was typed before it was asked for. */
    default void forget() throws IOException {}
}
