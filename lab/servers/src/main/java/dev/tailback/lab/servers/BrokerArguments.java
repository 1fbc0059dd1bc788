package dev.tailback.lab.servers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the broker's command line says.
 *
 * @param readyFile appears when the broker takes requests
 */
record BrokerArguments(Path data, int port, int controllerPort, Path readyFile) {

    private static final List<String> OPTIONS = List.of("--data", "--port", "--controller-port", "--ready-file");

    /** Throws an {@link IllegalArgumentException} whose message is a sentence for whoever typed them. */
    static BrokerArguments parse(String... args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i])) {
                throw new IllegalArgumentException("Unknown option " + args[i] + "; " + wanted());
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("Option " + args[i] + " has no value; " + wanted());
            }
            values.put(args[i], args[i + 1]);
        }
        return new BrokerArguments(
                Path.of(value(values, "--data")),
                port(values, "--port"),
                port(values, "--controller-port"),
                Path.of(value(values, "--ready-file")).toAbsolutePath());
    }

    private static String value(Map<String, String> values, String option) {
        String value = values.get(option);
        if (value == null) {
            throw new IllegalArgumentException("Option " + option + " is missing; " + wanted());
        }
        return value;
    }

    private static int port(Map<String, String> values, String option) {
        String value = value(values, option);
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("Option " + option + " is " + value + ", allowed are 1 to 65535");
        }
        return Integer.parseInt(value);
    }

    private static String wanted() {
        return "wanted are --data DIR --port N --controller-port N --ready-file FILE";
    }
}
