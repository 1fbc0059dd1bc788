package dev.tailback.flowalerts.store.table;

import java.time.Duration;

/**
 * Where spans are kept and how much of them.
 *
 * @param url of the database, as JDBC writes it
 * @param maxBytes of tables and indexes together
 * @param queueSpans so many wait at most
 * @param queueBytes of the heap, about, that those that wait may take
 * @param answerWithin a database that is silent for longer counts as gone
 */
public record StoreSettings(
        String url,
        String writerPassword,
        String adminPassword,
        long maxBytes,
        Retention retention,
        int queueSpans,
        long queueBytes,
        Duration answerWithin) {

    /** Without the passwords, which a record would print. */
    @Override
    public String toString() {
        return "StoreSettings of " + url;
    }
}
