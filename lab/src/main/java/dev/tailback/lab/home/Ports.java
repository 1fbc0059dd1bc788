package dev.tailback.lab.home;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The loopback ports of one lab: those everybody knows, or a block of thirteen from a base. */
public record Ports(
        int controlRoom,
        int catalog,
        int checkout,
        int inventory,
        int flowAlerts,
        int relay,
        int otlpGrpc,
        int otlpHttp,
        int kafka,
        int kafkaController,
        int postgres,
        int postgresReplica,
        int payments)
        implements Places {
    public static final int LOWEST_BASE = 1024;
    public static final int HIGHEST_BASE = 65_000;
    public static final int BLOCK = 13;

    public static Ports standard() {
        return new Ports(8080, 8081, 8082, 8083, 8084, 8085, 4317, 4318, 19092, 19093, 15432, 15433, 8086);
    }

    public static Ports from(int base) {
        if (base < LOWEST_BASE || base > HIGHEST_BASE) {
            throw new IllegalArgumentException(
                    "port base " + base + " is not allowed: from " + LOWEST_BASE + " to " + HIGHEST_BASE);
        }
        return new Ports(
                base, base + 1, base + 2, base + 3, base + 4, base + 5, base + 6, base + 7, base + 8, base + 9,
                base + 10, base + 11, base + 12);
    }

    public int of(Part part) {
        return switch (part) {
            case POSTGRES -> postgres;
            case REPLICA -> postgresReplica;
            case KAFKA -> kafka;
            case FLOW_ALERTS -> flowAlerts;
            case RELAY -> relay;
            case CATALOG -> catalog;
            case CHECKOUT -> checkout;
            case INVENTORY -> inventory;
            case PAYMENTS -> payments;
        };
    }

    /** Every port that the part opens and what for. */
    public SequencedMap<Integer, String> openedBy(Part part) {
        SequencedMap<Integer, String> opened = new LinkedHashMap<>();
        opened.put(of(part), part.id());
        switch (part) {
            case KAFKA -> opened.put(kafkaController, "kafka (controller)");
            case FLOW_ALERTS -> {
                opened.put(otlpHttp, "flow-alerts (OTLP over HTTP)");
                opened.put(otlpGrpc, "flow-alerts (OTLP over gRPC)");
            }
            case POSTGRES, REPLICA, RELAY, CATALOG, CHECKOUT, INVENTORY, PAYMENTS -> {}
        }
        return opened;
    }

    @Override
    public String url(Part part) {
        return "http://127.0.0.1:" + of(part);
    }

    @Override
    public String kafkaAddress() {
        return "127.0.0.1:" + kafka;
    }

    @Override
    public String postgresAddress() {
        return "127.0.0.1:" + postgres;
    }

    @Override
    public String otlpUrl() {
        return "http://127.0.0.1:" + otlpHttp;
    }

    public String controlRoomUrl() {
        return "http://127.0.0.1:" + controlRoom;
    }

    /** Where each process is to be reached, in the order in which people want to know. */
    public Map<String, String> urls() {
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("control_room", controlRoomUrl());
        urls.put("catalog", url(Part.CATALOG));
        urls.put("checkout", url(Part.CHECKOUT));
        urls.put("inventory", url(Part.INVENTORY));
        urls.put("payments", url(Part.PAYMENTS));
        urls.put("flow_alerts", url(Part.FLOW_ALERTS));
        urls.put("relay", url(Part.RELAY));
        urls.put("otlp_http", otlpUrl());
        urls.put("otlp_grpc", "http://127.0.0.1:" + otlpGrpc);
        urls.put("kafka", kafkaAddress());
        urls.put("postgres", "postgresql://" + postgresAddress() + "/tailback");
        return urls;
    }
}
