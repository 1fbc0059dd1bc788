package dev.tailback.lab.scenario.run;

import java.io.IOException;
import java.sql.SQLException;

/** One way to look at the shop, from outside. */
interface Look extends AutoCloseable {
    /** Numbers that were seen, each by its name. */
    interface Notes {
        void note(String name, double value);
    }

    String name();

    void look(Notes notes) throws IOException, SQLException, InterruptedException;

    @Override
    default void close() throws SQLException {}
}
