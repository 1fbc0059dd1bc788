package dev.tailback.events.faults;

/** A question that the stage asks its database all day, in one statement. */
@FunctionalInterface
public interface TypicalRead {
    void run();
}
