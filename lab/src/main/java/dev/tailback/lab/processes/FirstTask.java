package dev.tailback.lab.processes;

/** Something to be done once, as soon as a part can serve it. The start fails when it does. */
@FunctionalInterface
public interface FirstTask {
    void run() throws Exception;
}
