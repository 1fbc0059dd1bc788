package dev.tailback.lab.profile;

import java.util.Arrays;

/** What a thread did with its time, in the stage's word and in ours. */
public enum Activity {
    RUNNING("runs"),
    READY("waits for a processor"),
    POSTGRESQL("waits for PostgreSQL"),
    CONNECTION("waits for a connection"),
    KAFKA("waits for Kafka"),
    HTTP("waits for HTTP"),
    LOCK("waits for a lock"),
    THREADS("waits for other threads"),
    PAUSE("pauses"),
    OTHER("waits");

    private final String words;

    Activity(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** A newer stage may know others. */
    static Activity of(String told) {
        return Arrays.stream(values())
                .filter(activity -> activity.name().equalsIgnoreCase(told))
                .findFirst()
                .orElse(OTHER);
    }
}
