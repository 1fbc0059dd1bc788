package dev.tailback.lab.scenario;

/** What is done to the shop at a minute of the demo. */
public sealed interface FaultStep {
    double at();

    /** Breaks it. */
    record Set(double at, FaultSetting setting) implements FaultStep {}

    /** Undoes one fault. */
    record Clear(double at, Place place, String fault) implements FaultStep {}
}
