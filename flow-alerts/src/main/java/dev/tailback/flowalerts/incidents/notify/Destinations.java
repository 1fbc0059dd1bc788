package dev.tailback.flowalerts.incidents.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Who is told, as the operator's file says.
 *
 * @param externalUrl where people find this flow-alerts
 */
public record Destinations(URI externalUrl, List<ToAlertmanager> alertmanagers, List<ToWebhook> webhooks) {
    public Destinations {
        alertmanagers = List.copyOf(alertmanagers);
        webhooks = List.copyOf(webhooks);
    }

    /**
     * @param address without the path of its API
     * @param resend so often it is told of what still fires
     */
    public record ToAlertmanager(Address address, Duration resend) {}

    /** @param secret with which requests are signed */
    public record ToWebhook(Address address, Secret secret) {}
}
