package dev.tailback.lab.faults;

import dev.tailback.telemetry.Discretion;
import java.util.Map;
import java.util.UUID;

/** The key by which this lab, and nobody else, is told by stages and provider what is set there while a drill runs. */
public record Secrecy(String key) {
    public static Secrecy random() {
        return new Secrecy(UUID.randomUUID().toString());
    }

    /** For every request about a fault; without a drill nobody heeds it. */
    public Map<String, String> headers() {
        return Map.of(Discretion.HEADER, key);
    }

    /** Never printed. */
    @Override
    public String toString() {
        return "the key of the drill";
    }
}
