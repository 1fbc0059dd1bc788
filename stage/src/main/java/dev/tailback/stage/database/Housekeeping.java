package dev.tailback.stage.database;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;

/** What a stage does by the clock, whether there is something to do or not. Its statements are told when there was. */
public final class Housekeeping {
    private static final ContextKey<Boolean> KEY = ContextKey.named("housekeeping");

    private Housekeeping() {}

    public static void run(Runnable task) {
        Context.current().with(KEY, true).wrap(task).run();
    }

    static boolean isRunning() {
        return Context.current().get(KEY) != null;
    }
}
