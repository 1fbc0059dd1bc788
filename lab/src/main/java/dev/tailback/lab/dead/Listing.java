package dev.tailback.lab.dead;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The newest dead letters in short: as many as are wanted, however many there are. */
public final class Listing {
    private static final int LONGEST = 1_000;

    /** Public JSON, so fields are only ever added. */
    public record Row(
            String at,
            String state,
            Instant time,
            String reason,
            String origin,
            @Nullable String group,
            @Nullable String key,
            @Nullable String id,
            @Nullable String type,
            @Nullable String traceId) {}

    private static final Comparator<Row> BY_TIME =
            Comparator.comparing(Row::time).thenComparing(Row::at);

    private final PriorityQueue<Row> newest = new PriorityQueue<>(BY_TIME);
    private final int limit;
    private final boolean allStates;
    private long total;

    public Listing(int limit, boolean allStates) {
        this.limit = limit;
        this.allStates = allStates;
    }

    public void add(DeadLetter letter, Optional<Settled> settled) {
        if (settled.isPresent() && !allStates) {
            return;
        }
        total++;
        newest.add(row(letter, settled));
        if (newest.size() > limit) {
            newest.remove();
        }
    }

    private static Row row(DeadLetter letter, Optional<Settled> settled) {
        return new Row(
                letter.place().toString(),
                settled.map(Settled::word).orElse("dead"),
                letter.time(),
                shortened(letter.reason()),
                shortened(letter.origin()),
                text(letter.header("dead_group")),
                text(letter.key()),
                text(letter.header("ce_id")),
                text(letter.header("ce_type")),
                text(letter.traceId()));
    }

    private static @Nullable String text(Optional<String> value) {
        return value.map(Listing::shortened).orElse(null);
    }

    /** A key may be as long as a record. */
    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** How many there are, of which {@link #rows} are the newest. */
    public long total() {
        return total;
    }

    public List<Row> rows() {
        return newest.stream().sorted(BY_TIME).toList();
    }
}
