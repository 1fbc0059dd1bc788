package dev.tailback.relay;

import dev.tailback.door.Openness;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings from environment variables; a wrong one is named with its value and what is allowed. */
record Environment(Map<String, String> variables) {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(MB|GB)");

    String text(String key, String otherwise) {
        return variables.getOrDefault(key, otherwise);
    }

    /** How far the port is open that listens at that address. */
    Openness openness(String key, String otherwise) {
        try {
            return Openness.of(InetAddress.getByName(text(key, otherwise)), variables::get);
        } catch (UnknownHostException unknown) {
            throw wrong(key, "an address of this machine", text(key, otherwise));
        }
    }

    int port(String key, String otherwise) {
        String value = text(key, otherwise);
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw wrong(key, "a port from 0 to 65535", value);
        }
        return Integer.parseInt(value);
    }

    String oneOf(String key, List<String> allowed) {
        String value = text(key, allowed.getFirst()).toLowerCase(Locale.ROOT);
        if (!allowed.contains(value)) {
            throw wrong(key, "one of " + allowed, value);
        }
        return value;
    }

    Duration time(String key, String otherwise, Duration least, Duration most) {
        String value = text(key, otherwise);
        String allowed = "a time from %s to %s, such as 500ms, 5s, 2m or 1h"
                .formatted(least.toString().substring(2), most.toString().substring(2));
        Matcher parts = TIME.matcher(value);
        if (!parts.matches()) {
            throw wrong(key, allowed, value);
        }
        long number = Long.parseLong(parts.group(1));
        Duration time = switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw wrong(key, allowed, value);
        }
        return time;
    }

    long bytes(String key, String otherwise) {
        String value = text(key, otherwise);
        Matcher parts = SIZE.matcher(value);
        if (!parts.matches()) {
            throw wrong(key, "a size such as 512MB or 2GB", value);
        }
        return Long.parseLong(parts.group(1)) << (parts.group(2).equals("GB") ? 30 : 20);
    }

    private static IllegalArgumentException wrong(String key, String allowed, String value) {
        return new IllegalArgumentException("%s is %s, but got '%s'".formatted(key, allowed, value));
    }
}
