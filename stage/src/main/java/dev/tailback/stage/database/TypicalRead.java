package dev.tailback.stage.database;

/** A question that the stage asks its database all day, in one statement. */
@FunctionalInterface
public interface TypicalRead {
    void run();
}
