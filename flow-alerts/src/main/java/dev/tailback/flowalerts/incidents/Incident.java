package dev.tailback.flowalerts.incidents;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule that holds, or held, for a key. Times are those at which things happened, not when they were told. Written as JSON it
 * is what the API shows and what the journal keeps, so fields are only ever added.
 *
 * @param key the attributes of the rule's {@code by} with their values, in its order
 * @param pendingAt when the rule began to hold; absent of one without {@code for}
 * @param startedAt when it began to fire; absent while it is pending
 * @param endedAt absent while it is not over
 * @param late signals that came behind the watermark made it, so that it was told after its time
 * @param reopened how often it was over and went on
 * @param knownAs ids under which the engine told of it, its own first: after a restart without state the same trouble has
 *     another beginning, and so another id
 * @param outlivesSeconds for so long its rule can hold after the last signal
 * @param file what is known of it
 */
public record Incident(
        String id,
        String rule,
        Map<String, String> key,
        State state,
        Map<String, String> labels,
        Map<String, String> annotations,
        @Nullable Instant pendingAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Ending ending,
        boolean late,
        int reopened,
        @Nullable Acknowledgement acknowledged,
        List<String> knownAs,
        long outlivesSeconds,
        CaseFile file) {
    private static final int MOST_IDS = 20;

    public Incident {
        key = inOrder(key);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        knownAs = List.copyOf(knownAs);
    }

    static Map<String, String> inOrder(Map<String, String> key) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(key));
    }

    /** By which it stands in a list. */
    @JsonIgnore
    public Instant since() {
        Instant since = startedAt == null ? pendingAt : startedAt;
        return since == null ? Instant.EPOCH : since;
    }

    @JsonIgnore
    public boolean isOpen() {
        return state != State.RESOLVED;
    }

    /** In a sentence what is wrong, as its rule says it. */
    @JsonIgnore
    public String summary() {
        String said = annotations.get("summary");
        return said == null ? rule + " of " + String.join(", ", key.values()) : said;
    }

    private Incident with(Course course) {
        return new Incident(
                id,
                rule,
                key,
                course.state(),
                labels,
                annotations,
                pendingAt,
                course.startedAt(),
                course.endedAt(),
                course.ending(),
                course.late(),
                course.reopened(),
                acknowledged,
                knownAs,
                outlivesSeconds,
                file);
    }

    private record Course(
            State state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Ending ending,
            boolean late,
            int reopened) {}

    Incident fires(Instant at, boolean isLate) {
        return with(new Course(State.FIRING, at, null, null, isLate, reopened));
    }

    Incident goesOn() {
        return with(new Course(State.FIRING, startedAt, null, null, late, reopened + 1));
    }

    Incident ends(Instant at, Ending how) {
        return with(new Course(State.RESOLVED, startedAt, at, how, late, reopened));
    }

    Incident dressed(Map<String, String> newLabels, Map<String, String> newAnnotations) {
        return new Incident(
                id,
                rule,
                key,
                state,
                newLabels,
                newAnnotations,
                pendingAt,
                startedAt,
                endedAt,
                ending,
                late,
                reopened,
                acknowledged,
                knownAs,
                outlivesSeconds,
                file);
    }

    Incident acknowledged(Acknowledgement by) {
        return new Incident(
                id,
                rule,
                key,
                state,
                labels,
                annotations,
                pendingAt,
                startedAt,
                endedAt,
                ending,
                late,
                reopened,
                by,
                knownAs,
                outlivesSeconds,
                file);
    }

    public Incident with(CaseFile known) {
        return new Incident(
                id,
                rule,
                key,
                state,
                labels,
                annotations,
                pendingAt,
                startedAt,
                endedAt,
                ending,
                late,
                reopened,
                acknowledged,
                knownAs,
                outlivesSeconds,
                known);
    }

    /** The latest ids are kept, and the first, which is its own. */
    Incident knownAs(String other) {
        if (knownAs.contains(other)) {
            return this;
        }
        ArrayList<String> ids = new ArrayList<>(knownAs);
        ids.add(other);
        if (ids.size() > MOST_IDS) {
            ids.remove(1);
        }
        return new Incident(
                id,
                rule,
                key,
                state,
                labels,
                annotations,
                pendingAt,
                startedAt,
                endedAt,
                ending,
                late,
                reopened,
                acknowledged,
                ids,
                outlivesSeconds,
                file);
    }
}
