package dev.tailback.lab.up;

import dev.tailback.lab.home.Places;
import dev.tailback.telemetry.Telemetry;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the lab's own process tells. */
final class LabTelemetry {
    /**
     * Flow-alerts comes after the lab, and some faults take it away. That nobody listens meanwhile is no news for a
     * terminal; what did not arrive is counted in {@code otel.sdk.exporter.*}. The field keeps the setting alive.
     */
    private static final Logger COMPLAINTS = Logger.getLogger("io.opentelemetry.exporter");

    private LabTelemetry() {}

    static Telemetry start(Places places) {
        COMPLAINTS.setLevel(Level.OFF);
        return Telemetry.startFor("lab", places.otlpUrl());
    }
}
