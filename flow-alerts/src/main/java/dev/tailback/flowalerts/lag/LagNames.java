package dev.tailback.flowalerts.lag;

/** Whose names the metrics have: those that a dashboard already reads. */
public enum LagNames {
    KAFKA_LAG_EXPORTER("kafka-lag-exporter"),
    KAFKA_EXPORTER("kafka_exporter");

    private final String word;

    LagNames(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
