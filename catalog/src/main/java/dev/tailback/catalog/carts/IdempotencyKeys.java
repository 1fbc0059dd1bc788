package dev.tailback.catalog.carts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.stage.database.Database;
import dev.tailback.stage.http.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that a client marked with a key of its own, so that it may repeat them: the answer commits with the effect,
 * and a repetition gets that answer and has no effect. What was refused leaves no trace and is judged anew.
 */
@Component
class IdempotencyKeys {
    static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7E]{1,255}");

    // Waits for a rival with the same key, then sees its commit.
    private static final String TAKE = """
            INSERT INTO idempotency_keys (key, fingerprint, created_at) VALUES (:key, :fingerprint, :now)
            ON CONFLICT DO NOTHING""";
    private static final String ANSWER = "UPDATE idempotency_keys SET answer = :answer::json WHERE key = :key";
    private static final String FIND = "SELECT fingerprint, answer FROM idempotency_keys WHERE key = :key";
    private static final String FORGET = "DELETE FROM idempotency_keys WHERE created_at < :before";

    private final Database database;
    private final TransactionOperations transactions;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration kept;

    IdempotencyKeys(
            Database database,
            TransactionOperations transactions,
            JsonMapper json,
            Clock clock,
            @Value("${tailback.idempotency-keys.kept}") Duration kept) {
        if (kept.compareTo(Duration.ofMinutes(1)) < 0 || kept.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException("tailback.idempotency-keys.kept is 1m to 30d, but got " + kept);
        }
        this.database = database;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
        this.kept = kept;
    }

    /**
     * Does the work once per key and answers as the first time; without a key it is simply done.
     *
     * @param request what is asked for, so that another request under the same key is recognised as such
     */
    <T> T once(@Nullable String key, String request, Class<T> form, Supplier<T> work) {
        if (key == null) {
            return work.get();
        }
        if (!FORM.matcher(key).matches()) {
            throw Problem.invalid(HEADER, key, "1 to 255 printable ASCII characters");
        }
        String fingerprint = fingerprint(request);
        return Objects.requireNonNull(transactions.execute(transaction -> {
            if (!taken(key, fingerprint)) {
                return form.cast(json.readValue(earlierAnswer(key, fingerprint), form));
            }
            T answer = work.get();
            remember(key, json.writeValueAsString(answer));
            return answer;
        }));
    }

    /** A day is enough for any client to have given up. */
    @Scheduled(fixedDelayString = "PT15M", initialDelayString = "PT1M")
    void forget() {
        Timestamp before = Timestamp.from(clock.instant().minus(kept));
        database.run(
                "DELETE",
                "idempotency_keys",
                FORGET,
                statement -> statement.param("before", before).update());
    }

    private boolean taken(String key, String fingerprint) {
        return database.run(
                "INSERT",
                "idempotency_keys",
                TAKE,
                statement -> statement
                                .param("key", key)
                                .param("fingerprint", fingerprint)
                                .param("now", Timestamp.from(clock.instant()))
                                .update()
                        == 1);
    }

    private void remember(String key, String answer) {
        database.run(
                "UPDATE",
                "idempotency_keys",
                ANSWER,
                statement -> statement.param("key", key).param("answer", answer).update());
    }

    private String earlierAnswer(String key, String fingerprint) {
        Earlier earlier = database.run(
                "SELECT",
                "idempotency_keys",
                FIND,
                statement -> statement.param("key", key).query(Earlier.class).single());
        if (!earlier.fingerprint().equals(fingerprint)) {
            throw Problem.invalid(
                    HttpStatus.UNPROCESSABLE_CONTENT, HEADER, key, "a key that no other request has been sent with");
        }
        return earlier.answer();
    }

    record Earlier(String fingerprint, String answer) {}

    /** A hash, because a request may hold a card number, and this is kept. */
    private static String fingerprint(String request) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
