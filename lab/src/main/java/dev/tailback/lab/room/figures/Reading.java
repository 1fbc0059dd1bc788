package dev.tailback.lab.room.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a process counted of itself up to a moment.
 *
 * @param counts figures and counters, by name
 * @param waits how long requests took, by what was asked for
 */
public record Reading(Instant at, Map<String, Double> counts, Map<String, Waits> waits) {
    static final String REQUESTS = "requests";
    static final String ERRORS = "errors";
    static final String ACCEPTED = "accepted";
    static final String ORDERS = "orders.";

    static final String SEARCH = "search";
    static final String PAGE = "page";
    static final String CHECKOUT = "checkout";

    private static final String HTTP = "http_server_request_duration_seconds";
    private static final String CONNECTIONS = "db_client_connections";
    private static final String ROUTE = "http_route";
    private static final int SERVER_ERROR = 500;
    private static final int ACCEPTED_STATUS = 202;
    private static final Map<String, String> KINDS =
            Map.of("/products", SEARCH, "/products/{sku}", PAGE, "/carts/{id}/checkout", CHECKOUT);
    /** By what they are called here. */
    private static final Map<String, String> FIGURES = Map.of(
            "db_client_connection_max", "pool.max",
            "db_client_connection_pending_requests", "pool.pending",
            "db_client_connection_timeouts_total", "pool.timeouts",
            "checkout_failed_revenue_total", "revenue.failed",
            "relay_backlog", "relay.rows",
            "relay_published_total", "relay.published",
            "relay_oldest_age_seconds", "relay.age",
            "relay_unconfirmed_wal_bytes", "relay.wal");

    private static final Set<String> WANTED = wanted();

    public Reading {
        counts = Map.copyOf(counts);
        waits = Map.copyOf(waits);
    }

    private static Set<String> wanted() {
        Set<String> wanted = new HashSet<>(FIGURES.keySet());
        wanted.addAll(List.of(HTTP + "_count", HTTP + "_bucket", CONNECTIONS, "checkout_orders_total"));
        return Set.copyOf(wanted);
    }

    /** @param page as the process answers {@code GET /metrics} */
    public static Reading of(Instant at, String page) {
        Map<String, Double> counts = new HashMap<>();
        Map<String, List<Sample>> buckets = new LinkedHashMap<>();
        for (Sample sample : Sample.read(page, WANTED)) {
            switch (sample.name()) {
                case HTTP + "_bucket" -> {
                    String kind = KINDS.get(sample.label(ROUTE));
                    if (kind != null) {
                        buckets.computeIfAbsent(kind, first -> new ArrayList<>())
                                .add(sample);
                    }
                }
                case HTTP + "_count" -> countRequests(sample, counts);
                case CONNECTIONS ->
                    counts.merge("pool." + sample.label("db_client_connection_state"), sample.value(), Double::sum);
                case "checkout_orders_total" ->
                    counts.merge(ORDERS + sample.label("outcome"), sample.value(), Double::sum);
                default ->
                    counts.merge(FIGURES.getOrDefault(sample.name(), sample.name()), sample.value(), Double::sum);
            }
        }
        Map<String, Waits> waits = new HashMap<>();
        buckets.forEach((kind, samples) -> waits.put(kind, Waits.of(samples)));
        return new Reading(at, counts, waits);
    }

    /** Those of shoppers: what the lab itself asks for is not theirs. */
    private static void countRequests(Sample sample, Map<String, Double> counts) {
        String route = sample.label(ROUTE);
        if (!route.startsWith("/products") && !route.startsWith("/carts")) {
            return;
        }
        counts.merge(REQUESTS, sample.value(), Double::sum);
        if (status(sample) >= SERVER_ERROR) {
            counts.merge(ERRORS, sample.value(), Double::sum);
        }
        if (status(sample) == ACCEPTED_STATUS) {
            counts.merge(ACCEPTED, sample.value(), Double::sum);
        }
    }

    private static int status(Sample sample) {
        String status = sample.label("http_response_status_code");
        return status.matches("\\d{3}") ? Integer.parseInt(status) : SERVER_ERROR;
    }

    OptionalDouble count(String name) {
        Double value = counts.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    Waits waits(String kind) {
        return waits.getOrDefault(kind, Waits.NONE);
    }
}
