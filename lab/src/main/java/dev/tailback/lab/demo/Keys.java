package dev.tailback.lab.demo;

import java.io.IOException;

/** Decides how a walk goes on after a scene. */
public interface Keys {
    /** Nobody: one scene after the other. */
    Keys NOBODY = () -> Choice.NEXT;

    Choice await() throws IOException;
}
