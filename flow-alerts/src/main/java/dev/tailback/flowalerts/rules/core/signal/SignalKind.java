package dev.tailback.flowalerts.rules.core.signal;

public enum SignalKind {
    SPAN,
    METRIC,
    LOG
}
