package dev.tailback.lab.faults;

import dev.tailback.events.telemetry.Names;
import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.terminal.Refusal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sets faults, keeps them in the journal and undoes them. A fault counts as set only once it was seen where it takes
 * effect, and as cleared only once it was seen to be gone.
 */
public final class Faults {
    private static final Duration LONGEST_TURN = Duration.ofMinutes(2);

    private final SequencedMap<String, Fault> kinds = new LinkedHashMap<>();
    private final FaultJournal journal;
    private final List<SetFault> leftBehind = new ArrayList<>();
    private final List<String> undoneAtStart = new CopyOnWriteArrayList<>();
    private final Consumer<String> announcements;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean isClosed;

    /** @param file the journal; what it holds was left behind by a lab that did not end as it should */
    public Faults(List<Fault> kinds, Path file, Consumer<String> announcements) throws IOException {
        kinds.forEach(kind -> this.kinds.put(kind.manual().fault(), kind));
        this.journal = new FaultJournal(file);
        this.leftBehind.addAll(journal.entries());
        this.announcements = announcements;
    }

    /** To be called when the database is up and nobody uses it yet. Most faults ended with the processes they were in. */
    public void undoWhatWasLeftBehind() throws IOException, InterruptedException {
        for (SetFault entry : leftBehind.reversed()) {
            Fault kind = kinds.get(entry.fault());
            if (kind != null && kind.outlivesTheLab()) {
                clear(kind, entry);
                String said =
                        "Undone, since an earlier lab ended without doing so: " + entry + ", set at " + entry.since();
                undoneAtStart.add(said);
                announcements.accept(said);
            } else {
                journal.remove(entry);
            }
        }
        leftBehind.clear();
    }

    /** On how many targets each fault is set, of those that there are. */
    public void observe(Meter meter) {
        meter.gaugeBuilder(Names.FAULTS)
                .ofLongs()
                .setUnit("{target}")
                .setDescription("On how many targets the fault is set.")
                .buildWithCallback(result -> {
                    List<SetFault> set = journal.entries();
                    kinds.keySet()
                            .forEach(fault -> result.record(
                                    set.stream()
                                            .filter(entry -> entry.fault().equals(fault))
                                            .count(),
                                    Attributes.of(Names.FAULT, fault)));
                });
    }

    /** Throws what {@link #set} would throw for a name or a value that can never be right. */
    void check(String fault, Map<String, String> given) {
        Arguments.of(kind(fault).manual(), given);
    }

    /** Sets it on all its targets or on none. */
    public List<FaultsView.Standing> set(String fault, Map<String, String> given, @Nullable Duration span)
            throws IOException, InterruptedException {
        Fault kind = kind(fault);
        Arguments with = Arguments.of(kind.manual(), given);
        take(turn);
        try {
            if (isClosed) {
                throw new Refusal(fault + " is not set: the lab is ending");
            }
            List<FaultsView.Standing> standing = new ArrayList<>();
            List<SetFault> done = new ArrayList<>();
            try {
                for (String target : kind.targets(with)) {
                    SetFault entry = entry(kind, target, with, span);
                    journal.add(entry);
                    done.add(entry);
                    standing.add(FaultsView.Standing.of(entry, setAndSee(kind, entry)));
                }
            } catch (IOException | SQLException | RuntimeException failed) {
                throw new Refusal(takeBack(kind, done, fault + " is not set: " + sentence(failed)), failed);
            }
            return standing;
        } finally {
            turn.unlock();
        }
    }

    private SetFault entry(Fault kind, String target, Arguments with, @Nullable Duration span)
            throws IOException, SQLException, InterruptedException {
        String fault = kind.manual().fault();
        // What was before the first time is what is restored at last.
        Map<String, String> before = null;
        for (SetFault earlier : journal.entries()) {
            if (earlier.isAbout(fault, target)) {
                before = earlier.before();
            }
        }
        Instant now = Instant.now();
        return new SetFault(
                fault,
                target,
                with.values(),
                before == null ? kind.before(target) : before,
                now,
                span == null ? null : now.plus(span));
    }

    private static Sight setAndSee(Fault kind, SetFault entry) throws IOException, SQLException, InterruptedException {
        kind.set(entry.strike());
        Sight sight = kind.look(entry.strike());
        if (!sight.isThere()) {
            throw new Refusal("it was asked for, but what is seen is: " + sight.words());
        }
        return sight;
    }

    private String takeBack(Fault kind, List<SetFault> done, String why) throws IOException, InterruptedException {
        List<String> left = new ArrayList<>();
        for (SetFault entry : done.reversed()) {
            try {
                clear(kind, entry);
            } catch (Refusal failed) {
                left.add(failed.sentence());
            }
        }
        return left.isEmpty() ? why : why + "; nor could it be undone: " + String.join("; ", left);
    }

    /** Clears all there is, or one fault, the last that was set first. Returns what is undone. */
    public List<String> clear(@Nullable String fault) throws IOException, InterruptedException {
        if (fault != null) {
            kind(fault);
        }
        take(turn);
        try {
            List<String> cleared = new ArrayList<>();
            List<String> left = new ArrayList<>();
            for (SetFault entry : journal.entries().reversed()) {
                if (fault == null || entry.fault().equals(fault)) {
                    try {
                        clear(kind(entry.fault()), entry);
                        cleared.add(entry.toString());
                    } catch (Refusal failed) {
                        left.add(failed.sentence());
                    }
                }
            }
            if (!left.isEmpty()) {
                throw new Refusal(String.join("; ", left) + (cleared.isEmpty() ? "" : "; cleared are " + cleared));
            }
            return cleared;
        } finally {
            turn.unlock();
        }
    }

    /** Clears those whose time has come. */
    void clearDue(Instant now) throws IOException, InterruptedException {
        for (SetFault entry : journal.entries()) {
            if (entry.until() != null && !now.isBefore(entry.until())) {
                take(turn);
                try {
                    if (journal.entries().contains(entry)) {
                        clear(kind(entry.fault()), entry);
                    }
                } finally {
                    turn.unlock();
                }
            }
        }
    }

    private void clear(Fault kind, SetFault entry) throws IOException, InterruptedException {
        try {
            kind.clear(entry.strike());
            if (!kind.isRepaired(entry.strike())) {
                throw new Refusal(kind.look(entry.strike()).words());
            }
        } catch (SQLException | RuntimeException failed) {
            throw new Refusal(entry + " is not cleared: " + sentence(failed), failed);
        }
        journal.remove(entry);
    }

    /** Looks at everything that is set. */
    FaultsView view() throws IOException, InterruptedException {
        List<FaultsView.Standing> standing = standing();
        return new FaultsView(
                kinds.values().stream()
                        .map(kind -> row(kind.manual(), standing))
                        .toList(),
                undoneAtStart);
    }

    /** What is set, each looked at. */
    public List<FaultsView.Standing> standing() throws IOException, InterruptedException {
        List<FaultsView.Standing> standing = new ArrayList<>();
        for (SetFault entry : journal.entries()) {
            standing.add(FaultsView.Standing.of(entry, lookAt(entry)));
        }
        return standing;
    }

    private Sight lookAt(SetFault entry) throws IOException, InterruptedException {
        try {
            return kind(entry.fault()).look(entry.strike());
        } catch (SQLException | RuntimeException blind) {
            return Sight.absent("cannot be looked at: " + sentence(blind));
        }
    }

    private static FaultsView.Row row(Manual manual, List<FaultsView.Standing> standing) {
        return new FaultsView.Row(
                manual.fault(),
                manual.does(),
                manual.parameters().stream()
                        .map(each -> new FaultsView.ParameterView(each.name(), each.usual(), each.allowed()))
                        .toList(),
                standing.stream()
                        .filter(each -> each.fault().equals(manual.fault()))
                        .toList());
    }

    /** Undoes what would outlive the lab; the rest ends with its processes. Nothing is set from then on. */
    public void close() {
        try {
            if (!turn.tryLock(LONGEST_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                announcements.accept("a fault is just being set or cleared; whatever is left, the next start undoes");
                return;
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            isClosed = true;
            for (SetFault entry : journal.entries().reversed()) {
                undo(entry);
            }
        } finally {
            turn.unlock();
        }
    }

    private void undo(SetFault entry) {
        try {
            Fault kind = kind(entry.fault());
            if (kind.outlivesTheLab()) {
                clear(kind, entry);
                announcements.accept("Undone: " + entry + ".");
            } else {
                journal.remove(entry);
            }
        } catch (IOException | Refusal failed) {
            announcements.accept(sentence(failed) + "; the next start undoes it");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private Fault kind(String fault) {
        Fault kind = kinds.get(fault);
        if (kind == null) {
            throw new BadRequest("no fault is called '%s'; there are %s"
                    .formatted(fault, String.join(", ", kinds.sequencedKeySet())));
        }
        return kind;
    }

    private static void take(ReentrantLock turn) throws InterruptedException {
        if (!turn.tryLock(LONGEST_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Refusal("another fault is being set or cleared since " + LONGEST_TURN.toSeconds() + " s");
        }
    }

    private static String sentence(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
    }
}
