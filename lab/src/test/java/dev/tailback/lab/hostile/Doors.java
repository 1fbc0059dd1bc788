package dev.tailback.lab.hostile;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import java.util.List;

/** A port, and what its guests usually want of it. Nothing that would end or break the lab if it were granted. */
record Doors(String name, int port, List<Wish> wishes) {

    /** @param body empty for none */
    record Wish(String method, String path, String body) {}

    private static final String ID = "/0199a2b4-5c00-7abc-8def-0123456789ab";
    private static final String SPANS = """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"h"}}]},\
            "scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"x",\
            "startTimeUnixNano":"1","endTimeUnixNano":"2","attributes":[{"key":"a","value":{"kvlistValue":{"values":[]}}}]}]}]}]}""";
    private static final String METRICS = """
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","sum":{"dataPoints":[{"asInt":"1","timeUnixNano":"1"}]}}]}]}]}""";
    private static final String LOGS = """
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1","body":{"stringValue":"x"}}]}]}]}""";

    static List<Doors> of(Ports ports) {
        return List.of(
                new Doors(
                        "catalog",
                        ports.of(Part.CATALOG),
                        List.of(
                                get("/products?limit=5"),
                                get("/products?category=books&min_price=1&max_price=9"),
                                get("/products/SKU-00001"),
                                get("/carts" + ID),
                                new Wish("POST", "/carts", ""),
                                new Wish("POST", "/carts" + ID + "/items", "{\"sku\":\"SKU-00001\",\"quantity\":1}"),
                                new Wish(
                                        "POST",
                                        "/carts" + ID + "/checkout",
                                        "{\"card\":\"4242424242424242\",\"patience\":\"30s\"}"),
                                new Wish(
                                        "POST",
                                        "/api/recommendations",
                                        "{\"user_id\":\"u\",\"user_context\":\"books\"}"))),
                new Doors(
                        "checkout",
                        ports.of(Part.CHECKOUT),
                        List.of(
                                get("/orders" + ID),
                                new Wish("POST", "/orders/query", "{\"ids\":[\"" + ID.substring(1) + "\"]}"))),
                new Doors("inventory", ports.of(Part.INVENTORY), List.of(get("/health"), get("/metrics"))),
                new Doors("relay", ports.of(Part.RELAY), List.of(get("/health"), get("/metrics"))),
                new Doors(
                        "payments",
                        ports.of(Part.PAYMENTS),
                        List.of(get("/authorizations" + ID), new Wish("POST", "/authorizations", """
                                {"order":"0199a2b4-5c00-7abc-8def-0123456789ab","card":"4000000000000002",\
                                "amount":{"cents":100,"currency":"USD"}}"""))),
                new Doors(
                        "flow-alerts",
                        ports.of(Part.FLOW_ALERTS),
                        List.of(
                                get("/api/traces/0af7651916cd43dd8448eb211c80319c?follow_links=true"),
                                get("/api/spans?service=checkout&limit=5&attr.order.id=x"),
                                get("/api/spans?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z"),
                                get("/api/logs?limit=5"),
                                get("/api/metrics"))),
                new Doors(
                        "control room",
                        ports.controlRoom(),
                        List.of(
                                get("/api/processes?memory=false"),
                                get("/api/faults"),
                                new Wish("POST", "/api/faults/no-such-fault", "{\"stage\":\"catalog\"}"))),
                new Doors(
                        "OTLP HTTP",
                        ports.otlpHttp(),
                        List.of(
                                new Wish("POST", "/v1/traces", SPANS),
                                new Wish("POST", "/v1/metrics", METRICS),
                                new Wish("POST", "/v1/logs", LOGS))),
                new Doors("OTLP gRPC", ports.otlpGrpc(), List.of(new Wish("POST", "/v1/traces", SPANS))));
    }

    private static Wish get(String path) {
        return new Wish("GET", path, "");
    }
}
