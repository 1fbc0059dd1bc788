package dev.tailback.flowalerts.incidents;

import dev.tailback.flowalerts.incidents.gathering.Gathering;
import dev.tailback.flowalerts.incidents.journal.Journal;
import dev.tailback.flowalerts.incidents.notify.DestinationState;
import dev.tailback.flowalerts.incidents.notify.Destinations;
import dev.tailback.flowalerts.incidents.notify.Notifications;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.watch.Verdicts;
import dev.tailback.flowalerts.workers.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where verdicts become incidents. */
public final class IncidentDesk implements Verdicts, AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Incidents incidents;
    private final RuleBook rules;
    private final Worker looking;
    private final Worker filing;
    private final Notifications notifications;

    /**
     * Opens the journal in a folder and takes up what it knows.
     *
     * @param folder none: what is known of incidents goes with the process
     * @throws IOException when the folder cannot be used
     */
    public static IncidentDesk open(
            Optional<Path> folder, RuleBook rules, Gathering gathering, Destinations destinations, Clock clock)
            throws IOException {
        Journal journal = folder.isEmpty() ? null : Journal.open(folder.get(), clock.instant());
        return new IncidentDesk(Incidents.open(journal), rules, gathering, destinations, clock);
    }

    private IncidentDesk(
            Incidents incidents, RuleBook rules, Gathering gathering, Destinations destinations, Clock clock) {
        this.incidents = incidents;
        this.rules = rules;
        looking = Worker.every(BETWEEN_LOOKS, "incidents", () -> incidents.look(rules, clock.instant()));
        filing = Worker.start("incident-files", new Filing(incidents, gathering, clock)::run);
        notifications = Notifications.start(destinations, incidents, rules::leads, clock);
    }

    @Override
    public void take(Change change) {
        incidents.take(change.rule(), change.verdict());
    }

    @Override
    public void waiting(List<Explanation> waiting) {
        incidents.waiting(waiting, rules);
    }

    public Incidents incidents() {
        return incidents;
    }

    public List<Worker> workers() {
        return Stream.concat(Stream.of(looking, filing), notifications.workers().stream())
                .toList();
    }

    /** How those who are told get on. */
    public List<DestinationState> destinations() {
        return notifications.states();
    }

    @Override
    public void close() {
        notifications.close();
        looking.interrupt();
        filing.interrupt();
        incidents.close();
    }
}
