package dev.tailback.flowalerts.incidents.notify;

import dev.tailback.flowalerts.incidents.Acknowledgement;
import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.IncidentEvent;
import dev.tailback.flowalerts.incidents.IncidentJson;
import dev.tailback.flowalerts.incidents.Incidents;
import dev.tailback.flowalerts.incidents.Silence;
import dev.tailback.flowalerts.incidents.State;
import dev.tailback.flowalerts.incidents.What;
import dev.tailback.flowalerts.incidents.casefile.Written;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells a webhook what happens, one request after the other in order, each until it is taken or an hour has passed. What was
 * taken is noted in the journal, so that a restart tells the rest and nothing twice; between the two a request may come
 * twice, with the same {@code X-Tailback-Delivery}.
 */
final class Webhook {
    private static final int MOST_WAITING = 1_000;
    private static final Duration GIVES_UP = Duration.ofHours(1);
    private static final Duration STILL_NEWS = Duration.ofHours(1);

    private record Delivery(String id, String event, Incident incident, Instant at) {}

    /** What a request's body is. Public JSON, so fields are only ever added. */
    private record Body(
            int version, String event, String delivery, Instant sentAt, String url, IncidentJson incident) {}

    private final Destinations.ToWebhook to;
    private final String name;
    private final URI external;
    private final Incidents incidents;
    private final BooleanSupplier leads;
    private final Post post;
    private final Clock clock;
    private final Tries tries;
    private final BlockingQueue<Delivery> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    /** Deliveries that wait or are being sent. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Webhook(
            Destinations.ToWebhook to,
            URI external,
            Incidents incidents,
            BooleanSupplier leads,
            Post post,
            Clock clock) {
        this.to = to;
        this.name = Named.of(to.address());
        this.external = external;
        this.incidents = incidents;
        this.leads = leads;
        this.post = post;
        this.clock = clock;
        this.tries = new Tries("webhook", to.address());
    }

    /** What happened before and was not told, since the process ended, or another one led. */
    private void catchUp() {
        Instant now = clock.instant();
        for (Incident incident : incidents.all().reversed()) {
            Instant ended = incident.endedAt();
            if (incident.state() == State.FIRING
                    || ended != null && Duration.between(ended, now).compareTo(STILL_NEWS) < 0) {
                offer(incident.isOpen() ? What.FIRING : What.RESOLVED, incident, now);
            }
        }
    }

    void on(IncidentEvent event) {
        switch (event.what()) {
            case FIRING, REOPENED, RESOLVED, ACKNOWLEDGED -> {
                if (!event.silenced() && leads.getAsBoolean()) {
                    offer(event.what(), event.incident(), clock.instant());
                }
            }
            case PENDING, FORGOTTEN, SILENCED, UPDATED -> {}
        }
    }

    private void offer(What what, Incident incident, Instant now) {
        Delivery delivery = new Delivery(id(what, incident), what.word(), incident, now);
        if (incidents.wasTold(name, delivery.id()) || !underWay.add(delivery.id())) {
            return;
        }
        if (!waiting.offer(delivery)) {
            underWay.remove(delivery.id());
            tries.dropped("%d wait already".formatted(MOST_WAITING));
        }
    }

    private static String id(What what, Incident incident) {
        Acknowledgement acknowledged = incident.acknowledged();
        return switch (what) {
            case FIRING, REOPENED -> "%s.firing.%d".formatted(incident.id(), incident.reopened());
            case ACKNOWLEDGED ->
                "%s.acknowledged.%d"
                        .formatted(
                                incident.id(),
                                acknowledged == null ? 0 : acknowledged.at().toEpochMilli());
            case RESOLVED, PENDING, FORGOTTEN, SILENCED, UPDATED ->
                "%s.%s.%d".formatted(incident.id(), what.word(), incident.reopened());
        };
    }

    void run() throws InterruptedException {
        boolean led = false;
        while (true) {
            boolean isLeader = leads.getAsBoolean();
            if (isLeader && !led) {
                catchUp();
            }
            led = isLeader;
            Delivery delivery = waiting.poll(1, TimeUnit.SECONDS);
            if (delivery != null) {
                if (isLeader) {
                    deliver(delivery);
                }
                underWay.remove(delivery.id());
            }
        }
    }

    private void deliver(Delivery delivery) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            switch (send(delivery)) {
                case Sent.Taken taken -> {
                    incidents.told(name, delivery.id());
                    tries.taken();
                    return;
                }
                case Sent.Never never -> {
                    incidents.told(name, delivery.id());
                    tries.dropped(never.why());
                    return;
                }
                case Sent.NotNow notNow -> tries.failed(notNow.why());
            }
            if (Duration.between(delivery.at(), clock.instant()).compareTo(GIVES_UP) > 0) {
                tries.dropped("it was not taken for an hour");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(Backoff.after(failures).toMillis());
        }
    }

    private Sent send(Delivery delivery) throws InterruptedException {
        Instant now = clock.instant();
        Incident incident = delivery.incident();
        Silence silence = incidents.silence(incident, now).orElse(null);
        byte[] body = Written.JSON.writeValueAsBytes(new Body(
                1,
                delivery.event(),
                delivery.id(),
                now,
                AlertJson.page(external, incident),
                IncidentJson.line(incident, silence)));
        return post.send(
                to.address(),
                body,
                Map.of(
                        "X-Tailback-Event", delivery.event(),
                        "X-Tailback-Delivery", delivery.id(),
                        "X-Tailback-Signature", to.secret().signature(now, body)));
    }

    DestinationState state() {
        return tries.state(waiting.size());
    }
}
