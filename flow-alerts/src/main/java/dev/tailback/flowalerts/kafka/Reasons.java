package dev.tailback.flowalerts.kafka;

import java.util.concurrent.ExecutionException;

/** Why something failed, in a line: Kafka says that, and what is underneath says why, such as a certificate. */
public final class Reasons {
    private static final int DEEPEST = 10;

    private Reasons() {}

    public static String of(Throwable failure) {
        Throwable first =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        Throwable root = first;
        for (int depth = 0; depth < DEEPEST && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        String said = String.valueOf(first);
        String why = String.valueOf(root.getMessage());
        return root == first || said.contains(why) ? said : said + ": " + why;
    }
}
