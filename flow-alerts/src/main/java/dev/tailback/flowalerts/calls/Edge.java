package dev.tailback.flowalerts.calls;

import dev.tailback.flowalerts.spans.Span;
import java.util.Locale;
import java.util.Optional;

/**
 * One who talks to another: two services, or a service and what it uses. A span names both ends by itself, so that no trace
 * has to be whole.
 *
 * @param from empty for those who come from outside
 * @param address host and port of a server that was called; empty where none is told
 */
public record Edge(Kind kind, String from, String to, String address) {
    /** What goes over it. */
    public enum Kind {
        /** Served by {@code to}. */
        REQUEST,
        /** Made by {@code from}; who serves it has a span of its own. */
        CALL,
        STATEMENT,
        /** To a topic. */
        SEND,
        /** From a topic. */
        READ;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LONGEST_NAME = 100;
    private static final String DATABASE = "db.system.name";
    private static final String OLD_DATABASE = "db.system";
    private static final String TOPIC = "messaging.destination.name";
    private static final String HOST = "server.address";
    private static final String PORT = "server.port";

    /** Empty for work inside a service. */
    static Optional<Edge> of(Span span) {
        String service = cut(span.service());
        return switch (span.kind()) {
            case SERVER -> Optional.of(new Edge(Kind.REQUEST, "", service, ""));
            case CLIENT -> Optional.of(client(span, service));
            case PRODUCER -> Optional.of(new Edge(Kind.SEND, service, text(span, TOPIC), ""));
            case CONSUMER -> Optional.of(new Edge(Kind.READ, text(span, TOPIC), service, ""));
            case INTERNAL -> Optional.empty();
        };
    }

    private static Edge client(Span span, String service) {
        String database = text(span, DATABASE).isEmpty() ? text(span, OLD_DATABASE) : text(span, DATABASE);
        String address = text(span, PORT).isEmpty() ? text(span, HOST) : text(span, HOST) + ":" + text(span, PORT);
        if (!database.isEmpty()) {
            return new Edge(Kind.STATEMENT, service, database, address);
        }
        String topic = text(span, TOPIC);
        return topic.isEmpty()
                ? new Edge(Kind.CALL, service, text(span, HOST), address)
                : new Edge(Kind.SEND, service, topic, "");
    }

    private static String text(Span span, String attribute) {
        Object value = span.attributes().get(attribute);
        return value == null ? "" : cut(value.toString());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
    }
}
