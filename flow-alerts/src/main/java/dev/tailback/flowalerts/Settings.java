package dev.tailback.flowalerts;

import dev.tailback.door.Openness;
import dev.tailback.flowalerts.incidents.notify.Destinations;
import dev.tailback.flowalerts.kafka.rules.SharedSettings;
import dev.tailback.flowalerts.lag.LagSettings;
import dev.tailback.flowalerts.own.OwnSettings;
import dev.tailback.flowalerts.store.table.StoreSettings;
import dev.tailback.flowalerts.watch.WatchSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen, from the environment; an empty variable counts as unset, as everywhere in OpenTelemetry.
 *
 * @param address where all ports listen
 * @param openness of all ports
 * @param port the API's; 0: any free one, as for the other ports
 * @param kafka bootstrap servers of the broker whose spans are read, too
 * @param kafkaProperties how to speak to it, such as TLS and SASL
 * @param own who flow-alerts is in its own figures, and who gets them
 * @param data the folder of the journal of incidents and of what rules know; none: a restart forgets them
 * @param store null: spans are kept in memory only
 * @param lag null: no Kafka is watched
 * @param rules which of them are evaluated
 * @param shared by which Kafka several instances share that work; null: this one does it alone
 * @param destinations who is told of incidents
 */
record Settings(
        InetAddress address,
        Openness openness,
        int port,
        int otlpHttpPort,
        int otlpGrpcPort,
        int maxSpans,
        Optional<String> kafka,
        Map<String, String> kafkaProperties,
        OwnSettings own,
        Optional<Path> data,
        @Nullable StoreSettings store,
        @Nullable LagSettings lag,
        WatchSettings rules,
        @Nullable SharedSettings shared,
        Destinations destinations) {
    static final String PORT = "FLOW_ALERTS_PORT";
    static final String ADDRESS = "FLOW_ALERTS_ADDRESS";
    static final String OTLP_HTTP_PORT = "OTLP_HTTP_PORT";
    static final String OTLP_GRPC_PORT = "OTLP_GRPC_PORT";
    static final String MAX_SPANS = "FLOW_ALERTS_MAX_SPANS";

    static final String DATA = "FLOW_ALERTS_DATA";
    static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS";
    static final String KAFKA_PROPERTIES = "KAFKA_PROPERTIES";

    private static final int LAST_PORT = 65_535;
    private static final int MOST_SPANS = 10_000_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    static Settings from(Map<String, String> environment) {
        InetAddress address = address(value(environment, ADDRESS, "127.0.0.1"));
        Settings settings = new Settings(
                address,
                openness(address, environment),
                number(environment, PORT, "8084", 0, LAST_PORT),
                number(environment, OTLP_HTTP_PORT, "4318", 0, LAST_PORT),
                number(environment, OTLP_GRPC_PORT, "4317", 0, LAST_PORT),
                number(environment, MAX_SPANS, "20000", 1, MOST_SPANS),
                Optional.of(value(environment, KAFKA, "")).filter(servers -> !servers.isEmpty()),
                LagVariables.properties(environment, KAFKA_PROPERTIES),
                OwnVariables.from(environment),
                data(environment),
                StoreVariables.from(environment),
                LagVariables.from(environment),
                RuleVariables.from(environment, data(environment)),
                RuleVariables.shared(environment, data(environment)),
                IncidentVariables.destinations(environment));
        requireAnother(OTLP_HTTP_PORT, settings.otlpHttpPort, PORT, settings.port);
        requireAnother(OTLP_GRPC_PORT, settings.otlpGrpcPort, PORT, settings.port);
        requireAnother(OTLP_GRPC_PORT, settings.otlpGrpcPort, OTLP_HTTP_PORT, settings.otlpHttpPort);
        return settings;
    }

    private static Optional<Path> data(Map<String, String> environment) {
        return Optional.of(value(environment, DATA, ""))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
    }

    private static Openness openness(InetAddress address, Map<String, String> environment) {
        try {
            return Openness.of(address, environment::get);
        } catch (IllegalArgumentException wrong) {
            throw new CannotStart(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static void requireAnother(String key, int port, String otherKey, int other) {
        if (port == other && port != 0) {
            throw CannotStart.wrongValue(key, String.valueOf(port), "another port than that of " + otherKey);
        }
    }

    static String value(Map<String, String> environment, String key, String normally) {
        String value = environment.getOrDefault(key, "").strip();
        return value.isEmpty() ? normally : value;
    }

    static int number(Map<String, String> environment, String key, String normally, int least, int most) {
        String value = value(environment, key, normally);
        int number = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : -1;
        if (number < least || number > most) {
            throw CannotStart.wrongValue(key, value, "a whole number from " + least + " to " + most);
        }
        return number;
    }

    private static InetAddress address(String value) {
        try {
            return InetAddress.getByName(value);
        } catch (UnknownHostException failure) {
            throw new CannotStart(
                    ADDRESS + " is '" + value + "'; allowed: an IP address or host name of this machine", failure);
        }
    }
}
