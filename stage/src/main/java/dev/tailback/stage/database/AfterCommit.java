package dev.tailback.stage.database;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What may be reported only after the commit. */
public final class AfterCommit {
    private AfterCommit() {}

    /** Within a transaction; on its thread when it has committed, and never if it does not. */
    public static void run(Runnable telling) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                telling.run();
            }
        });
    }
}
