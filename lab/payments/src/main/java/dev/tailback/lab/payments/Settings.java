package dev.tailback.lab.payments;

import dev.tailback.door.Openness;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;

/** What the environment says. */
record Settings(String address, Openness openness, int port, Path journal, Duration slowness) {
    private static final Duration SLOWEST = Duration.ofMinutes(5);

    static Settings from(Map<String, String> environment) {
        String address = environment.getOrDefault("PAYMENTS_ADDRESS", "127.0.0.1");
        return new Settings(
                address,
                openness(address, environment),
                port(environment.getOrDefault("PAYMENTS_PORT", "8086")),
                Path.of(environment.getOrDefault("PAYMENTS_JOURNAL", "payments.journal")),
                slowness(environment.getOrDefault("PAYMENTS_SLOW", "10s")));
    }

    private static Openness openness(String address, Map<String, String> environment) {
        try {
            return Openness.of(InetAddress.getByName(address), environment::get);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(
                    "PAYMENTS_ADDRESS '" + address + "' is not allowed: an address of this machine", unknown);
        }
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("PAYMENTS_PORT '" + text + "' is not allowed: 0 to 65535, 0 for any");
    }

    private static Duration slowness(String text) {
        try {
            String upper = text.toUpperCase(Locale.ROOT);
            Duration slowness = Duration.parse(upper.startsWith("PT") ? upper : "PT" + upper);
            if (!slowness.isNegative() && slowness.compareTo(SLOWEST) <= 0) {
                return slowness;
            }
        } catch (DateTimeParseException malformed) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("PAYMENTS_SLOW '" + text + "' is not allowed: 0s to 5m, such as 10s");
    }
}
