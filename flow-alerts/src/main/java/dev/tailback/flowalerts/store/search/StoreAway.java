package dev.tailback.flowalerts.store.search;

import java.sql.SQLException;

/** The database of the spans did not answer, or not in time. */
public final class StoreAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreAway(SQLException cause) {
        super("the database of the spans does not answer: " + cause.getMessage(), cause);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
