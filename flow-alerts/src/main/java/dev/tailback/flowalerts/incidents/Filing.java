package dev.tailback.flowalerts.incidents;

import dev.tailback.flowalerts.incidents.gathering.Gathering;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Fills the files of incidents: soon after one begins, again while it grows, and once more when it is over. The evidence of
 * one that began before this process did is left as it is: what is remembered now knows less.
 */
final class Filing implements IncidentEvent.Listener {
    private static final List<Duration> AFTER =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1));
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration MUCH_LATER = Duration.ofMinutes(5);
    private static final int MOST_WAITING = 1_000;

    /** An incident whose file is to be filled. */
    private record Due(Instant began, int rounds, Instant at) {
        static Due from(Instant now) {
            return new Due(now, 0, now.plus(AFTER.getFirst()));
        }

        Due next(Instant now) {
            int next = rounds + 1;
            if (next < AFTER.size()) {
                return new Due(began, next, began.plus(AFTER.get(next)));
            }
            Duration pause = Duration.between(began, now).compareTo(LONG) < 0 ? LATER : MUCH_LATER;
            return new Due(began, next, now.plus(pause));
        }
    }

    private final Incidents incidents;
    private final Gathering gathering;
    private final Clock clock;
    private final BlockingQueue<IncidentEvent> events = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Map<String, Due> due = new HashMap<>();

    Filing(Incidents incidents, Gathering gathering, Clock clock) {
        this.incidents = incidents;
        this.gathering = gathering;
        this.clock = clock;
        incidents.listen(this);
    }

    /** What there is no room for is filled in a later round, since incidents that fire are looked for then. */
    @Override
    public void on(IncidentEvent event) {
        switch (event.what()) {
            case FIRING, REOPENED, RESOLVED -> events.offer(event);
            case PENDING, FORGOTTEN, ACKNOWLEDGED, SILENCED, UPDATED -> {}
        }
    }

    void run() throws InterruptedException {
        while (true) {
            IncidentEvent event = events.poll(1, TimeUnit.SECONDS);
            Instant now = clock.instant();
            if (event != null) {
                note(event, now);
            }
            for (Map.Entry<String, Due> each : List.copyOf(due.entrySet())) {
                if (!now.isBefore(each.getValue().at())) {
                    file(each.getKey(), each.getValue(), now);
                }
            }
        }
    }

    private void note(IncidentEvent event, Instant now) {
        // What ends something may come a little after it.
        due.put(event.incident().id(), Due.from(now));
    }

    private void file(String id, Due round, Instant now) {
        Optional<Incident> incident = incidents.find(id);
        if (incident.isEmpty() || !incident.get().isOpen()) {
            due.remove(id);
        } else {
            due.put(id, round.next(now));
        }
        incident.flatMap(known -> gathering.gather(known, now)).ifPresent(file -> incidents.know(id, file));
    }
}
