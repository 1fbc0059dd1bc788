package dev.tailback.flowalerts.incidents.notify;

import dev.tailback.flowalerts.incidents.IncidentEvent;
import dev.tailback.flowalerts.incidents.Incidents;
import dev.tailback.flowalerts.workers.Worker;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** All who are told, each with a thread of its own, so that one that is slow holds up no other. */
public final class Notifications implements IncidentEvent.Listener, AutoCloseable {
    private final Post post = new Post();
    private final List<Alertmanager> alertmanagers = new ArrayList<>();
    private final List<Webhook> webhooks = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();

    private Notifications(Destinations destinations, Incidents incidents, BooleanSupplier leads, Clock clock) {
        for (Destinations.ToAlertmanager to : destinations.alertmanagers()) {
            alertmanagers.add(new Alertmanager(to, destinations.externalUrl(), incidents, leads, post, clock));
        }
        for (Destinations.ToWebhook to : destinations.webhooks()) {
            webhooks.add(new Webhook(to, destinations.externalUrl(), incidents, leads, post, clock));
        }
    }

    /**
     * Takes up what was not told before the start, and tells what happens from now on.
     *
     * @param leads whether this instance is the one of several that tells
     */
    public static Notifications start(
            Destinations destinations, Incidents incidents, BooleanSupplier leads, Clock clock) {
        Notifications all = new Notifications(destinations, incidents, leads, clock);
        incidents.listen(all);
        for (int i = 0; i < all.alertmanagers.size(); i++) {
            all.workers.add(Worker.start("alertmanager-" + (i + 1), all.alertmanagers.get(i)::run));
        }
        for (int i = 0; i < all.webhooks.size(); i++) {
            all.workers.add(Worker.start("webhook-" + (i + 1), all.webhooks.get(i)::run));
        }
        return all;
    }

    @Override
    public void on(IncidentEvent event) {
        alertmanagers.forEach(each -> each.on(event));
        webhooks.forEach(each -> each.on(event));
    }

    public List<Worker> workers() {
        return List.copyOf(workers);
    }

    public List<DestinationState> states() {
        return Stream.concat(
                        alertmanagers.stream().map(Alertmanager::state),
                        webhooks.stream().map(Webhook::state))
                .toList();
    }

    @Override
    public void close() {
        workers.forEach(Worker::interrupt);
        post.close();
    }
}
