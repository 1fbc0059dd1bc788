package dev.tailback.flowalerts.incidents;

import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.journal.Journal;
import dev.tailback.flowalerts.incidents.journal.JournalState;
import dev.tailback.flowalerts.rules.core.engine.Engine;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All incidents that are known: those that are open, and the latest of those that are over. What happens is decided by the
 * {@link Lifecycle}, kept in the journal, and told to listeners, in this order and one after the other.
 *
 * <p>The engine may tell again what it told before a restart, or, when its state is gone, tell of the same trouble under
 * another id. An incident that was open then takes up what its rule and key fire next; if that is nothing for as long as
 * the rule could have held, it is {@link Ending#LOST}.
 */
public final class Incidents implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Incidents.class);

    public static final int MOST = 1_000;
    private static final int MOST_SILENCES = 1_000;
    private static final int MOST_TOLD = 20_000;

    private record Of(String rule, Map<String, String> key) {}

    private final @Nullable Journal journal;
    private final KeptCauses keptCauses = new KeptCauses(System::nanoTime);
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Incident> byId = new LinkedHashMap<>();
    private final Map<String, String> ownIds = new HashMap<>();
    private final Map<Of, Silence> silences = new LinkedHashMap<>();
    private final List<IncidentEvent.Listener> listeners = new CopyOnWriteArrayList<>();

    /** Open ones of before the start of which the engine has said nothing yet. */
    private final Set<String> unconfirmed = new HashSet<>();

    private final Map<String, Instant> quietSince = new HashMap<>();

    private final SequencedSet<Kept.Told> told = new LinkedHashSet<>();

    private long number;
    private long repeated;
    private long unknown;
    private long dropped;
    private long turnedAway;

    private Incidents(@Nullable Journal journal) {
        this.journal = journal;
    }

    /** @param journal null: what is known goes with the process */
    public static Incidents open(@Nullable Journal journal) {
        Incidents incidents = new Incidents(journal);
        if (journal != null) {
            journal.kept().stream().flatMap(line -> Kept.read(line).stream()).forEach(incidents::restore);
        }
        return incidents;
    }

    private void restore(Kept kept) {
        switch (kept) {
            case Kept.OfIncident one -> {
                put(one.incident());
                if (one.incident().isOpen()) {
                    unconfirmed.add(one.incident().id());
                } else {
                    unconfirmed.remove(one.incident().id());
                }
            }
            case Kept.OfSilence one ->
                silences.put(new Of(one.silence().rule(), one.silence().key()), one.silence());
            case Kept.Forgotten one -> {
                byId.remove(one.id());
                unconfirmed.remove(one.id());
            }
            case Kept.Told one -> note(one);
        }
    }

    public void listen(IncidentEvent.Listener listener) {
        listeners.add(listener);
    }

    public void forget(IncidentEvent.Listener listener) {
        listeners.remove(listener);
    }

    /** Takes what a rule says. */
    public void take(Rule rule, Verdict verdict) {
        locked(() -> {
            switch (verdict) {
                case Verdict.Fired fired -> fired(rule, fired);
                case Verdict.Resolved resolved -> resolved(resolved);
            }
            return null;
        });
    }

    private void fired(Rule rule, Verdict.Fired fired) {
        Instant at = FromVerdict.time(fired.startNanos());
        Optional<Incident> known = known(fired.incident()).or(() -> continued(rule, fired));
        if (known.isPresent()) {
            goesOn(known.get(), rule, fired, new Happening.Fires(at, fired.late()));
        } else if (hasRoom()) {
            Incident incident = FromVerdict.pending(rule, fired.incident(), fired.key(), null);
            apply(FromVerdict.dressed(incident, rule, fired), new Happening.Fires(at, fired.late()));
        } else {
            turnedAway++;
        }
    }

    private void goesOn(Incident before, Rule rule, Verdict.Fired fired, Happening.Fires fires) {
        unconfirmed.remove(before.id());
        Incident incident = before.knownAs(fired.incident());
        if (incident.state() == State.PENDING) {
            incident = FromVerdict.dressed(incident, rule, fired);
        }
        if (apply(incident, fires) instanceof Decision.Nothing && !incident.equals(before)) {
            keep(incident);
        }
    }

    /** The open incident that this one goes on with: a pending one, or one from before the start. */
    private Optional<Incident> continued(Rule rule, Verdict.Fired fired) {
        return open(new Of(rule.name(), FromVerdict.key(rule, fired.key())))
                .filter(incident -> incident.state() == State.PENDING || unconfirmed.contains(incident.id()));
    }

    private void resolved(Verdict.Resolved resolved) {
        Optional<Incident> known = known(resolved.incident());
        if (known.isEmpty()) {
            unknown++;
            return;
        }
        apply(known.get(), new Happening.Ends(FromVerdict.time(resolved.timeNanos()), Ending.of(resolved.ending())));
    }

    /** Takes all rules and keys that hold and wait for their {@code for}. */
    public void waiting(List<Explanation> holding, RuleBook rules) {
        locked(() -> {
            lookAtPending(rules, holding);
            return null;
        });
    }

    /** Looks at what no verdict tells: of which open incidents nobody knows anything any more. */
    public void look(RuleBook rules, Instant now) {
        locked(() -> {
            for (Incident incident : List.copyOf(byId.values())) {
                if (incident.state() == State.FIRING) {
                    lookWhetherLost(incident, rules, now);
                }
            }
            silences.values().removeIf(silence -> !silence.isOn(now));
            return null;
        });
    }

    private void lookAtPending(RuleBook rules, List<Explanation> holding) {
        Set<Of> held = new HashSet<>();
        for (Explanation explanation : holding) {
            rules.rule(explanation.rule()).ifPresent(rule -> {
                Of of = new Of(rule.name(), FromVerdict.key(rule, explanation.key()));
                held.add(of);
                if (open(of).isEmpty() && hasRoom()) {
                    begin(rule, explanation);
                }
            });
        }
        for (Incident incident : List.copyOf(byId.values())) {
            if (incident.state() == State.PENDING && !held.contains(new Of(incident.rule(), incident.key()))) {
                apply(incident, new Happening.HoldsNoMore());
            }
        }
    }

    private void begin(Rule rule, Explanation explanation) {
        long fires = explanation.sinceNanos() + rule.holdsFor().toNanos();
        String id = Engine.incident(rule.name(), explanation.key(), fires);
        // One that is over under that id is not begun a second time.
        if (known(id).isEmpty()) {
            Incident incident =
                    FromVerdict.pending(rule, id, explanation.key(), FromVerdict.time(explanation.sinceNanos()));
            become(incident, What.PENDING);
        }
    }

    private void lookWhetherLost(Incident incident, RuleBook rules, Instant now) {
        Explanation.Phase phase = rules.rule(incident.rule())
                .flatMap(rule -> rules.explain(rule.name(), keyOf(rule, incident)))
                .map(Explanation::phase)
                .orElse(Explanation.Phase.QUIET);
        if (phase != Explanation.Phase.QUIET) {
            unconfirmed.remove(incident.id());
            quietSince.remove(incident.id());
            return;
        }
        Instant since = quietSince.computeIfAbsent(incident.id(), id -> now);
        if (Duration.between(since, now).compareTo(Duration.ofSeconds(incident.outlivesSeconds())) > 0) {
            apply(incident, new Happening.Ends(since, Ending.LOST));
        }
    }

    private static Key keyOf(Rule rule, Incident incident) {
        return new Key(rule.by().attributes().stream()
                .map(name -> incident.key().getOrDefault(name, ""))
                .toList());
    }

    /** @throws Refused if it does not fire */
    public Incident acknowledge(String id, Acknowledgement by) throws Refused {
        lock.lock();
        try {
            Incident incident = known(id).orElseThrow(() -> Refused.unknown(id));
            if (apply(incident, new Happening.Acknowledged(by)) instanceof Decision.Refused refused) {
                throw Refused.because(refused.sentence());
            }
            return keptCauses.told(known(id).orElse(incident));
        } finally {
            lock.unlock();
        }
    }

    /** Silences an incident's rule and key. */
    public Silence silence(String id, String by, String note, Instant now, Duration time) throws Refused {
        lock.lock();
        try {
            Incident incident = known(id).orElseThrow(() -> Refused.unknown(id));
            Of of = new Of(incident.rule(), incident.key());
            if (silences.size() >= MOST_SILENCES && !silences.containsKey(of)) {
                throw Refused.because("there are %d silences; allowed: %d".formatted(silences.size(), MOST_SILENCES));
            }
            Silence silence = new Silence(incident.rule(), incident.key(), by, now, now.plus(time), note);
            silences.put(of, silence);
            write(new Kept.OfSilence(silence));
            tell(What.SILENCED, incident, now);
            return silence;
        } finally {
            lock.unlock();
        }
    }

    /** Puts what is known of an incident into its file. */
    public void know(String id, CaseFile file) {
        locked(() -> {
            known(id).ifPresent(incident -> {
                Incident known = incident.with(file);
                keep(known);
                tell(What.UPDATED, known, Instant.now());
            });
            return null;
        });
    }

    /** Notes that somebody has taken a message, so that it is not sent again after a restart. */
    public void told(String to, String delivery) {
        locked(() -> {
            Kept.Told one = new Kept.Told(to, delivery);
            note(one);
            write(one);
            return null;
        });
    }

    private void note(Kept.Told one) {
        told.add(one);
        if (told.size() > MOST_TOLD) {
            told.removeFirst();
        }
    }

    public boolean wasTold(String to, String delivery) {
        return locked(() -> told.contains(new Kept.Told(to, delivery)));
    }

    private Decision apply(Incident incident, Happening happening) {
        Decision decision = Lifecycle.after(incident, happening);
        switch (decision) {
            case Decision.Becomes becomes -> become(becomes.incident(), becomes.what());
            case Decision.Forgotten forgotten -> goes(incident);
            case Decision.Nothing nothing -> repeated++;
            case Decision.Refused refused -> {}
        }
        return decision;
    }

    private void become(Incident incident, What what) {
        keep(incident);
        if (what == What.FIRING || what == What.REOPENED || what == What.RESOLVED) {
            quietSince.remove(incident.id());
            log.info("incident {} of {} {}: {}", incident.id(), incident.rule(), what.word(), incident.key());
        }
        tell(what, incident, Instant.now());
    }

    private void goes(Incident incident) {
        byId.remove(incident.id());
        incident.knownAs().forEach(ownIds::remove);
        write(new Kept.Forgotten(incident.id()));
        tell(What.FORGOTTEN, incident, Instant.now());
    }

    private void keep(Incident incident) {
        put(incident);
        write(new Kept.OfIncident(incident));
    }

    private void write(Kept line) {
        if (journal == null) {
            return;
        }
        journal.keep(line.line());
        if (journal.isFull()) {
            journal.writeAnew(Stream.<Stream<? extends Kept>>of(
                            told.stream(),
                            silences.values().stream().map(Kept.OfSilence::new),
                            byId.values().stream().map(Kept.OfIncident::new))
                    .flatMap(kept -> kept)
                    .map(Kept::line)
                    .toList());
        }
    }

    private void put(Incident incident) {
        byId.put(incident.id(), incident);
        incident.knownAs().forEach(id -> ownIds.put(id, incident.id()));
        while (byId.size() > MOST && dropOldest()) {
            dropped++;
        }
    }

    private boolean dropOldest() {
        Optional<Incident> oldest = byId.values().stream()
                .filter(incident -> !incident.isOpen())
                .min(Comparator.comparing(Incident::since));
        oldest.ifPresent(incident -> {
            byId.remove(incident.id());
            incident.knownAs().forEach(ownIds::remove);
        });
        return oldest.isPresent();
    }

    private boolean hasRoom() {
        return byId.size() < MOST || byId.values().stream().anyMatch(incident -> !incident.isOpen());
    }

    private Optional<Incident> known(String id) {
        return Optional.ofNullable(byId.get(ownIds.getOrDefault(id, id)));
    }

    private Optional<Incident> open(Of of) {
        return byId.values().stream()
                .filter(Incident::isOpen)
                .filter(incident ->
                        incident.rule().equals(of.rule()) && incident.key().equals(of.key()))
                .findFirst();
    }

    private void tell(What what, Incident incident, Instant now) {
        IncidentEvent event = new IncidentEvent(
                ++number,
                what,
                keptCauses.told(incident),
                silenceOf(incident, now).isPresent());
        listeners.forEach(listener -> listener.on(event));
    }

    private Optional<Silence> silenceOf(Incident incident, Instant now) {
        return Optional.ofNullable(silences.get(new Of(incident.rule(), incident.key())))
                .filter(silence -> silence.isOn(now));
    }

    /** The silence that is on for an incident's rule and key. */
    public Optional<Silence> silence(Incident incident, Instant now) {
        return locked(() -> silenceOf(incident, now));
    }

    public Optional<Incident> find(String id) {
        return locked(() -> known(id).map(keptCauses::told));
    }

    /** The latest first, open ones before those that are over. */
    public List<Incident> all() {
        return locked(() -> {
            ArrayList<Incident> all = new ArrayList<>(byId.values());
            all.sort(Comparator.comparing((Incident incident) -> !incident.isOpen())
                    .thenComparing(Comparator.comparing(Incident::since).reversed())
                    .thenComparing(Incident::id));
            return all.stream().map(keptCauses::told).toList();
        });
    }

    /** Tells nobody what is probably behind incidents, for so long; none ends it. */
    public void keepCausesFor(Duration time) throws Refused {
        if (time.compareTo(KeptCauses.LONGEST) > 0) {
            throw Refused.because("for is %s; allowed: at most %s".formatted(time, KeptCauses.LONGEST));
        }
        keptCauses.keepFor(time);
    }

    public IncidentCounts counts() {
        return locked(() -> new IncidentCounts(
                (int) byId.values().stream()
                        .filter(incident -> incident.state() == State.PENDING)
                        .count(),
                (int) byId.values().stream()
                        .filter(incident -> incident.state() == State.FIRING)
                        .count(),
                byId.size(),
                repeated,
                unknown,
                dropped,
                turnedAway));
    }

    /** Null where there is none. */
    public @Nullable JournalState journal() {
        return journal == null ? null : journal.state();
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
