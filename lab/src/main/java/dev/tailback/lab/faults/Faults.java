package dev.tailback.lab.faults;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.telemetry.Names;
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
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets faults, keeps them in the journal and undoes them. A fault counts as set only once it was seen where it takes
 * effect, and as cleared only once it was seen to be gone.
 */
public final class Faults {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);
    private static final Duration LONGEST_TURN = Duration.ofMinutes(2);

    private final SequencedMap<String, Fault> kinds = new LinkedHashMap<>();
    private final FaultJournal journal;
    private final List<SetFault> leftBehind = new ArrayList<>();
    private final List<String> undoneAtStart = new CopyOnWriteArrayList<>();
    private final Consumer<String> announcements;
    private final Predicate<Fault> outlivesTheLab;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean isClosed;
    private volatile @Nullable Backstage backstage;

    /** @param file the journal; what it holds was left behind by a lab that did not end as it should */
    public Faults(List<Fault> kinds, Path file, Consumer<String> announcements) throws IOException {
        this(kinds, file, announcements, Fault::outlivesTheLab);
    }

    /** Of a lab whose shop lives on without it: all that was set has to be undone. */
    public static Faults ofOnlooker(List<Fault> kinds, Path file, Consumer<String> announcements) throws IOException {
        return new Faults(kinds, file, announcements, kind -> true);
    }

    private Faults(List<Fault> kinds, Path file, Consumer<String> announcements, Predicate<Fault> outlivesTheLab)
            throws IOException {
        kinds.forEach(kind -> this.kinds.put(kind.manual().fault(), kind));
        this.journal = new FaultJournal(file);
        this.leftBehind.addAll(journal.entries());
        this.announcements = announcements;
        this.outlivesTheLab = outlivesTheLab;
    }

    /** To be called when the database is up and nobody uses it yet. Most faults ended with the processes they were in. */
    public void undoWhatWasLeftBehind() throws IOException, InterruptedException {
        List<String> left = new ArrayList<>();
        for (SetFault entry : leftBehind.reversed()) {
            try {
                undoLeftBehind(entry);
            } catch (Refusal failed) {
                left.add(failed.sentence());
            }
        }
        if (!left.isEmpty()) {
            throw new Refusal("an earlier lab left faults behind: " + String.join("; ", left));
        }
        leftBehind.clear();
    }

    private void undoLeftBehind(SetFault entry) throws IOException, InterruptedException {
        Fault kind = kinds.get(entry.fault());
        if (kind == null || !outlivesTheLab.test(kind)) {
            journal.remove(entry);
            return;
        }
        clear(kind, entry);
        String said = "Undone, since an earlier lab ended without doing so: " + entry + ", set at " + entry.since();
        undoneAtStart.add(said);
        announcements.accept(said);
    }

    /** On how many targets each fault is set, of those that there are. */
    public void observe(Meter meter) {
        meter.gaugeBuilder(Names.FAULTS)
                .ofLongs()
                .setUnit("{target}")
                .setDescription("On how many targets the fault is set.")
                .buildWithCallback(result -> {
                    List<SetFault> set = told();
                    kinds.keySet()
                            .forEach(fault -> result.record(
                                    set.stream()
                                            .filter(entry -> entry.fault().equals(fault))
                                            .count(),
                                    Attributes.of(Names.FAULT, fault)));
                });
    }

    boolean know(String fault) {
        return kinds.containsKey(fault);
    }

    /** Throws what {@link #set} would throw for a name or a value that can never be right. */
    void check(String fault, Map<String, String> given) {
        Arguments.of(kind(fault).manual(), given);
    }

    /**
     * An entry of the journal that took the place of another.
     *
     * @param earlier how the fault was set on that target before; null if it was not
     */
    private record Change(SetFault entry, @Nullable SetFault earlier) {}

    /**
     * From now on nobody is told what is set, and only whoever holds the backstage sets and clears: people practise to find
     * it.
     *
     * @param reason in a sentence, for those who ask meanwhile
     */
    public Backstage keepFromAll(String reason) throws InterruptedException {
        take(turn);
        try {
            if (backstage != null || !journal.entries().isEmpty()) {
                throw new Refusal(
                        backstage != null
                                ? backstage.reason
                                : "faults are set: " + journal.entries() + "; ./tailback clear undoes them");
            }
            Backstage only = new Backstage(reason);
            backstage = only;
            return only;
        } finally {
            turn.unlock();
        }
    }

    /** Faults of which nobody else is told; closing it leaves what is set for everybody to see. */
    public final class Backstage implements AutoCloseable {
        private final String reason;

        private Backstage(String reason) {
            this.reason = reason;
        }

        /** As {@link Faults#set}. */
        public List<FaultsView.Standing> set(String fault, Map<String, String> given)
                throws IOException, InterruptedException {
            return setForWhoeverMay(fault, given, null);
        }

        /** Clears what was set and is meant, the last first; returns it. */
        public List<String> clear(BiPredicate<String, String> faultAndTarget) throws IOException, InterruptedException {
            return undoOrRefuse(entry -> faultAndTarget.test(entry.fault(), entry.target()));
        }

        /** What was set, each looked at. */
        public List<FaultsView.Standing> standing() throws InterruptedException {
            return lookAtAll();
        }

        @Override
        public void close() {
            backstage = null;
        }
    }

    private void demandTold() {
        Backstage now = backstage;
        if (now != null) {
            throw new Refusal(now.reason);
        }
    }

    private List<SetFault> told() {
        return backstage == null ? journal.entries() : List.of();
    }

    /** Sets it on all its targets or on none: then each is as it was, without the fault or with its earlier setting. */
    public List<FaultsView.Standing> set(String fault, Map<String, String> given, @Nullable Duration span)
            throws IOException, InterruptedException {
        demandTold();
        return setForWhoeverMay(fault, given, span);
    }

    private List<FaultsView.Standing> setForWhoeverMay(String fault, Map<String, String> given, @Nullable Duration span)
            throws IOException, InterruptedException {
        Fault kind = kind(fault);
        Arguments with = Arguments.of(kind.manual(), given);
        take(turn);
        try {
            if (isClosed) {
                throw new Refusal(fault + " is not set: the lab is ending");
            }
            takeOver(kind);
            List<FaultsView.Standing> standing = new ArrayList<>();
            List<Change> done = new ArrayList<>();
            try {
                for (String target : kind.targets(with)) {
                    SetFault earlier = journal.find(fault, target).orElse(null);
                    SetFault entry = entry(kind, target, with, span, earlier);
                    journal.add(entry);
                    done.add(new Change(entry, earlier));
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

    /** What was before the first time is what is restored at last. */
    private static SetFault entry(
            Fault kind, String target, Arguments with, @Nullable Duration span, @Nullable SetFault earlier)
            throws IOException, SQLException, InterruptedException {
        Instant now = Instant.now();
        return new SetFault(
                kind.manual().fault(),
                target,
                with.values(),
                earlier == null ? kind.before(target) : earlier.before(),
                now,
                span == null ? null : now.plus(span),
                null);
    }

    private static Sight setAndSee(Fault kind, SetFault entry) throws IOException, SQLException, InterruptedException {
        kind.set(entry.strike());
        Sight sight = kind.look(entry.strike());
        if (!sight.isThere()) {
            throw new Refusal("it was asked for, but its effect is not seen: " + sight.words());
        }
        return sight;
    }

    private String takeBack(Fault kind, List<Change> done, String why) throws IOException, InterruptedException {
        List<String> left = new ArrayList<>();
        for (Change change : done.reversed()) {
            try {
                if (change.earlier() == null) {
                    clear(kind, change.entry());
                } else {
                    restore(kind, change.earlier());
                }
            } catch (Refusal failed) {
                left.add(failed.sentence());
            }
        }
        return left.isEmpty() ? why : why + "; nor could it be undone: " + String.join("; ", left);
    }

    private void restore(Fault kind, SetFault earlier) throws IOException, InterruptedException {
        journal.add(earlier);
        try {
            setAndSee(kind, earlier);
        } catch (IOException | SQLException | RuntimeException failed) {
            throw new Refusal(earlier + " is not back as it was set before: " + sentence(failed), failed);
        }
    }

    /** Clears all there is, or one fault, the last that was set first. Returns what is undone. */
    public List<String> clear(@Nullable String fault) throws IOException, InterruptedException {
        if (fault != null) {
            kind(fault);
        }
        demandTold();
        takeOver();
        return undoOrRefuse(entry -> fault == null || entry.fault().equals(fault));
    }

    private List<String> undoOrRefuse(Predicate<SetFault> which) throws IOException, InterruptedException {
        Undoing undoing = undo(which);
        if (!undoing.left().isEmpty()) {
            throw new Refusal(String.join("; ", undoing.left())
                    + (undoing.cleared().isEmpty() ? "" : "; cleared are " + undoing.cleared()));
        }
        return undoing.cleared();
    }

    /** Clears those whose time has come. */
    void clearDue(Instant now) throws IOException, InterruptedException {
        if (journal.entries().stream().anyMatch(entry -> entry.isDue(now))) {
            Undoing undoing = undo(entry -> entry.isDue(now));
            if (!undoing.left().isEmpty()) {
                throw new Refusal(String.join("; ", undoing.left()));
            }
        }
    }

    private record Undoing(List<String> cleared, List<String> left) {}

    /** The last that was set first, and each on its own: what cannot be cleared keeps no other. */
    private Undoing undo(Predicate<SetFault> which) throws IOException, InterruptedException {
        take(turn);
        try {
            List<String> cleared = new ArrayList<>();
            List<String> left = new ArrayList<>();
            for (SetFault entry : journal.entries().reversed()) {
                if (which.test(entry)) {
                    try {
                        String cost = clear(kind(entry.fault()), entry);
                        cleared.add(entry + (cost.isEmpty() ? "" : " (" + cost + ")"));
                    } catch (Refusal failed) {
                        left.add(failed.sentence());
                    }
                }
            }
            return new Undoing(cleared, left);
        } finally {
            turn.unlock();
        }
    }

    /** Returns what it cost. */
    private String clear(Fault kind, SetFault entry) throws IOException, InterruptedException {
        String cost;
        try {
            cost = kind.clearAndTell(entry.strike());
            if (!kind.isRepaired(entry.strike())) {
                throw new Refusal("seen is: " + kind.look(entry.strike()).words());
            }
        } catch (IOException | SQLException | RuntimeException failed) {
            throw new Refusal(entry + " is not cleared: " + sentence(failed), failed);
        }
        journal.remove(entry);
        return cost;
    }

    /** Looks at everything that is set. */
    FaultsView view() throws InterruptedException {
        List<FaultsView.Standing> standing = standing();
        return new FaultsView(
                kinds.values().stream()
                        .map(kind -> row(kind.manual(), standing))
                        .toList(),
                undoneAtStart);
    }

    /** What is set, whoever set it, each looked at. */
    public List<FaultsView.Standing> standing() throws InterruptedException {
        if (backstage != null) {
            return List.of();
        }
        takeOver();
        return lookAtAll();
    }

    private List<FaultsView.Standing> lookAtAll() throws InterruptedException {
        List<FaultsView.Standing> standing = new ArrayList<>();
        for (SetFault entry : journal.entries()) {
            standing.add(FaultsView.Standing.of(entry, lookAt(entry)));
        }
        return standing;
    }

    /** What is set, as it was written down: nobody looks. */
    public List<FaultsView.Noted> noted() {
        return told().stream()
                .map(entry ->
                        new FaultsView.Noted(entry.fault(), entry.target(), entry.with(), entry.since(), entry.until()))
                .toList();
    }

    /** While something is being set or cleared, nobody can say whose doing is what is seen. */
    private void takeOver() throws InterruptedException {
        if (!turn.tryLock()) {
            return;
        }
        try {
            for (Fault kind : kinds.values()) {
                takeOver(kind);
            }
        } finally {
            turn.unlock();
        }
    }

    /** Into the journal comes what somebody else has set, so that it is shown and undone as anything else is. */
    private void takeOver(Fault kind) throws InterruptedException {
        String fault = kind.manual().fault();
        try {
            Map<String, Strike> found = new LinkedHashMap<>();
            kind.found().forEach(strike -> found.put(strike.target(), strike));
            for (SetFault entry : journal.entries()) {
                if (entry.fault().equals(fault) && entry.wasFound() && !found.containsKey(entry.target())) {
                    journal.remove(entry);
                }
            }
            for (Strike strike : found.values()) {
                Optional<SetFault> known = journal.find(fault, strike.target());
                Map<String, String> with = strike.with().values();
                if (known.isEmpty()
                        || known.get().wasFound() && !known.get().with().equals(with)) {
                    journal.add(new SetFault(fault, strike.target(), with, strike.before(), Instant.now(), null, true));
                }
            }
        } catch (IOException | SQLException | RuntimeException blind) {
            log.debug("whether {} is there cannot be seen now: {}", fault, blind.toString());
        }
    }

    private Sight lookAt(SetFault entry) throws InterruptedException {
        try {
            return kind(entry.fault()).look(entry.strike());
        } catch (IOException | SQLException | RuntimeException blind) {
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
                announcements.accept("a fault is being set or cleared right now; the next start undoes what is left");
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
            if (outlivesTheLab.test(kind)) {
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
