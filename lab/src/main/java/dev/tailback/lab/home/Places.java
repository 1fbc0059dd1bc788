package dev.tailback.lab.home;

/** Where the parts of a shop are to be reached, as seen from this process. */
public interface Places {
    /** Of a part that speaks HTTP. */
    String url(Part part);

    /** What Kafka's clients call bootstrap servers. */
    String kafkaAddress();

    /** Host and port of the primary. */
    String postgresAddress();

    /** Where telemetry is sent to, by OTLP over HTTP. */
    String otlpUrl();
}
