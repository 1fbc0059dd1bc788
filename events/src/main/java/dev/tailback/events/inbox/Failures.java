package dev.tailback.events.inbox;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/** The one place that decides whether trying again can help. */
public final class Failures {
    /** Connection lost, transaction rolled back, out of resources, operator intervention. */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Failures() {}

    public static boolean isTransient(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && sql.getSQLState() != null) {
                return isTransient(sql.getSQLState());
            }
            if (each instanceof SQLTransientException // HikariCP's pool timeout carries no state
                    || each instanceof CannotGetJdbcConnectionException
                    || each instanceof CannotCreateTransactionException && each.getCause() == null) {
                return true;
            }
            if (each instanceof TransientDataAccessException || each instanceof RecoverableDataAccessException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransient(String state) {
        return state.equals(LOCK_NOT_AVAILABLE)
                || state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2));
    }
}
