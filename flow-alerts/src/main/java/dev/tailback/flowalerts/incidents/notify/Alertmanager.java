package dev.tailback.flowalerts.incidents.notify;

import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.IncidentEvent;
import dev.tailback.flowalerts.incidents.Incidents;
import dev.tailback.flowalerts.incidents.Silence;
import dev.tailback.flowalerts.incidents.State;
import dev.tailback.flowalerts.incidents.casefile.Written;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells an Alertmanager what fires: at once when something changes, and again and again, since it takes for over what it does
 * not hear of for some minutes. What is over is told for another five minutes. Everything that fires is told each time, so
 * that nothing has to be remembered over a restart of either.
 */
final class Alertmanager {
    static final String ALERTS = "/api/v2/alerts";
    static final String SILENCES = "/api/v2/silences";

    private static final Duration TOLD_WHEN_OVER = Duration.ofMinutes(5);
    private static final int MOST_OVER = 1_000;
    private static final int MOST_SILENCES = 100;

    private final Destinations.ToAlertmanager to;
    private final URI external;
    private final Incidents incidents;
    private final BooleanSupplier leads;
    private final Post post;
    private final Clock clock;
    private final Tries tries;
    private final Semaphore changed = new Semaphore(1);
    private final Map<String, Instant> over = new ConcurrentHashMap<>();
    private final BlockingQueue<SilenceJson> silences = new ArrayBlockingQueue<>(MOST_SILENCES);

    private record Matcher(String name, String value, boolean isRegex, boolean isEqual) {}

    private record SilenceJson(
            List<Matcher> matchers, String startsAt, String endsAt, String createdBy, String comment) {
        static SilenceJson of(Silence silence, Incident incident) {
            return new SilenceJson(
                    AlertJson.labels(incident).entrySet().stream()
                            .map(label -> new Matcher(label.getKey(), label.getValue(), false, true))
                            .toList(),
                    silence.at().toString(),
                    silence.until().toString(),
                    silence.by(),
                    silence.note().isEmpty() ? "by flow-alerts" : silence.note());
        }
    }

    Alertmanager(
            Destinations.ToAlertmanager to,
            URI external,
            Incidents incidents,
            BooleanSupplier leads,
            Post post,
            Clock clock) {
        this.to = to;
        this.external = external;
        this.incidents = incidents;
        this.leads = leads;
        this.post = post;
        this.clock = clock;
        this.tries = new Tries("alertmanager", to.address());
    }

    void on(IncidentEvent event) {
        Incident incident = event.incident();
        switch (event.what()) {
            case FIRING, REOPENED -> over.remove(incident.id());
            case RESOLVED -> {
                if (over.size() < MOST_OVER) {
                    over.put(incident.id(), clock.instant().plus(TOLD_WHEN_OVER));
                }
            }
            case SILENCED ->
                incidents.silence(incident, clock.instant()).ifPresent(silence -> {
                    if (!silences.offer(SilenceJson.of(silence, incident))) {
                        tries.dropped("%d silences wait already".formatted(MOST_SILENCES));
                    }
                });
            case UPDATED -> {}
            case PENDING, FORGOTTEN, ACKNOWLEDGED -> {
                return;
            }
        }
        if (changed.availablePermits() == 0) {
            changed.release();
        }
    }

    void run() throws InterruptedException {
        int failures = 0;
        while (true) {
            Duration wait = failures == 0 ? to.resend() : Backoff.after(failures);
            if (changed.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS) && failures > 0) {
                // A change is no reason to knock more often at a closed door.
                TimeUnit.MILLISECONDS.sleep(Backoff.after(failures).toMillis());
            }
            failures = !leads.getAsBoolean() || tellAll() ? 0 : failures + 1;
        }
    }

    /** True if all that there is to tell was taken, or never will be. */
    private boolean tellAll() throws InterruptedException {
        return tellSilences() && tellAlerts();
    }

    /** Before the alerts, so that nobody is woken by what is silenced. */
    private boolean tellSilences() throws InterruptedException {
        for (SilenceJson silence = silences.peek(); silence != null; silence = silences.peek()) {
            if (!tell(to.address().with(SILENCES), silence)) {
                return false;
            }
            silences.remove(silence);
        }
        return true;
    }

    private boolean tellAlerts() throws InterruptedException {
        List<AlertJson> alerts = alerts(clock.instant());
        return alerts.isEmpty() || tell(to.address().with(ALERTS), alerts);
    }

    private List<AlertJson> alerts(Instant now) {
        over.values().removeIf(until -> until.isBefore(now));
        List<AlertJson> alerts = new ArrayList<>();
        for (Incident incident : incidents.all()) {
            if (incident.state() == State.FIRING || over.containsKey(incident.id())) {
                alerts.add(AlertJson.of(incident, external));
            }
        }
        return alerts;
    }

    private boolean tell(Address where, Object what) throws InterruptedException {
        return switch (post.send(where, Written.JSON_AS_NAMED.writeValueAsBytes(what), Map.of())) {
            case Sent.Taken taken -> {
                tries.taken();
                yield true;
            }
            case Sent.Never never -> {
                tries.dropped(never.why());
                yield true;
            }
            case Sent.NotNow notNow -> {
                tries.failed(notNow.why());
                yield false;
            }
        };
    }

    DestinationState state() {
        return tries.state(silences.size());
    }
}
