package dev.tailback.lab.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** One way in which the shop breaks for a true reason. What it was told, and how things were before, is kept for it. */
public interface Fault {
    Manual manual();

    /** What it strikes, each apart from the others: an index, a stage. */
    List<String> targets(Arguments with);

    /** What {@link #clear} will have to know. It is on the disk before {@link #set} is called. */
    default Map<String, String> before(String target) throws IOException, SQLException, InterruptedException {
        return Map.of();
    }

    void set(Strike strike) throws IOException, SQLException, InterruptedException;

    /**
     * What of it is there, whoever set it: by a stage's own paths, or in psql. Nothing of a kind that only the lab can set,
     * or that cannot be told from how the shop was configured.
     */
    default List<Strike> found() throws IOException, SQLException, InterruptedException {
        return List.of();
    }

    /** Looks where the fault takes effect. */
    Sight look(Strike strike) throws IOException, SQLException, InterruptedException;

    /** Harmless when there is nothing left to undo. */
    void clear(Strike strike) throws IOException, SQLException, InterruptedException;

    /** Clears it, and says what that cost shoppers; empty if nothing. */
    default String clearAndTell(Strike strike) throws IOException, SQLException, InterruptedException {
        clear(strike);
        return "";
    }

    /** Looks again, after {@link #clear}. */
    default boolean isRepaired(Strike strike) throws IOException, SQLException, InterruptedException {
        return !look(strike).isThere();
    }

    /** Whether it is still there when every process of the lab has ended. */
    default boolean outlivesTheLab() {
        return false;
    }
}
