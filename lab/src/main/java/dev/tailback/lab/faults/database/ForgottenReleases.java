package dev.tailback.lab.faults.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A seeded bug: inventory keeps what it should put back. A trigger passes over every deletion of a reservation, so that
 * the stage finds nothing to give back, as if nothing had been set aside.
 */
public record ForgottenReleases(ShopServer server) {
    private static final String NAME = "tailback seeded bug release-forgotten";
    private static final String KEEP = """
            CREATE OR REPLACE FUNCTION inventory.release_forgotten() RETURNS trigger LANGUAGE plpgsql
              AS 'BEGIN RETURN NULL; END';
            CREATE OR REPLACE TRIGGER release_forgotten BEFORE DELETE ON inventory.reservations
              FOR EACH ROW EXECUTE FUNCTION inventory.release_forgotten()""";
    private static final String GIVE_BACK = "DROP FUNCTION IF EXISTS inventory.release_forgotten() CASCADE";

    /** Needs inventory's tables. */
    public void begin() throws IOException, SQLException {
        execute(KEEP);
    }

    /** Also where there are no tables, or never was such a bug. */
    public void end() throws IOException, SQLException {
        execute(GIVE_BACK);
    }

    private void execute(String sql) throws IOException, SQLException {
        try (Connection connection = server.connect(NAME);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
