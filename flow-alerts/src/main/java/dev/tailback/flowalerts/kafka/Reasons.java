package dev.tailback.flowalerts.kafka;

import java.util.concurrent.ExecutionException;

/** Why something failed, in a line: Kafka says that, and what is underneath says why, such as a certificate. */
public final class Reasons {
    private static final int DEEPEST = 10;

    private Reasons() {}

    public static String of(Throwable failure) {
        var first = failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        var root = first;
        for (var depth = 0; depth < DEEPEST && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        var said = String.valueOf(first);
        var why = String.valueOf(root.getMessage());
        return root == first || said.contains(why) ? said : said + ": " + why;
    }
}
