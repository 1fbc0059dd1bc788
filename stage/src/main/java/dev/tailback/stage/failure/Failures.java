package dev.tailback.stage.failure;

import java.sql.SQLException;
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

    /** Transactions that met each other, or were told to stop; the server is well. */
    private static final String CONFLICTS = "40";

    private static final String QUERY_CANCELED = "57014";

    private Failures() {}

    public static boolean isTransient(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (isWithoutConnection(each) || isShortOfMachine(each)) {
                return true;
            }
            if (each instanceof SQLException sql) {
                // PostgreSQL always gives a state; the pool does not when it ran dry or its connection broke.
                return sql.getSQLState() == null || isTransient(sql.getSQLState());
            }
            if (each instanceof TransientDataAccessException || each instanceof RecoverableDataAccessException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the database or the way to it is what failed, as against this one transaction. Then every transaction
     * fails alike, and the thing to do is to wait.
     */
    public static boolean isInfrastructure(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (isWithoutConnection(each)) {
                return true;
            }
            if (each instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null
                        || (isTransient(state)
                                && !state.startsWith(CONFLICTS)
                                && !state.equals(LOCK_NOT_AVAILABLE)
                                && !state.equals(QUERY_CANCELED));
            }
        }
        return isTransient(failure);
    }

    /** No memory, no thread. A stack is another matter: what overflowed it once will do so again. */
    private static boolean isShortOfMachine(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }

    /** What it all began with. */
    public static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Whatever the reason, be it a password that was changed: no record has been looked at yet. */
    private static boolean isWithoutConnection(Throwable failure) {
        return failure instanceof CannotGetJdbcConnectionException
                || failure instanceof CannotCreateTransactionException;
    }

    private static boolean isTransient(String state) {
        return state.equals(LOCK_NOT_AVAILABLE)
                || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2)));
    }
}
