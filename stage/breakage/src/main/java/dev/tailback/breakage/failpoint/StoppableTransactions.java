package dev.tailback.breakage.failpoint;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions with a failpoint on either side of their commit. */
public final class StoppableTransactions extends TransactionTemplate {
    private static final long serialVersionUID = 1;

    private final transient Failpoints failpoints;

    public StoppableTransactions(PlatformTransactionManager manager, Failpoints failpoints) {
        super(manager);
        this.failpoints = failpoints;
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        T result = super.execute(status -> {
            T done = action.doInTransaction(status);
            failpoints.pass(Failpoint.BEFORE_DATABASE_COMMIT);
            return done;
        });
        failpoints.pass(Failpoint.AFTER_DATABASE_COMMIT);
        return result;
    }
}
