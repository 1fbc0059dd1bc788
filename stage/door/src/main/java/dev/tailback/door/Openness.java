package dev.tailback.door;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a port is open.
 *
 * @param isBeyondLoopback whether other machines reach it
 * @param hosts names that it answers to besides those of loopback
 * @param origins of web pages that may speak to it besides its own
 * @param token of keepers; there always is one beyond loopback
 */
public record Openness(
        boolean isBeyondLoopback,
        Set<String> hosts,
        Set<String> origins,
        @Nullable Token token) {
    static final String HOSTS = "TAILBACK_ALLOWED_HOSTS";
    static final String ORIGINS = "TAILBACK_ALLOWED_ORIGINS";

    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?|\\[[0-9a-f:.]+]");
    private static final Pattern ORIGIN = Pattern.compile("https?://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    public Openness {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
        if (isBeyondLoopback && token == null) {
            throw new IllegalArgumentException("a port beyond loopback demands a token, and there is none; allowed: "
                    + Token.VARIABLE + " or " + Token.FILE_VARIABLE + ", or an address of loopback such as 127.0.0.1");
        }
    }

    /** On loopback, whatever the environment says. */
    public static Openness onLoopback() {
        return new Openness(false, Set.of(), Set.of(), null);
    }

    /**
     * As the environment of a process has it.
     *
     * @param address where the process listens; null: everywhere
     * @param variables the environment; an empty one counts as unset
     * @throws IllegalArgumentException with a sentence, if a variable is wrong or the token is missing
     */
    public static Openness of(@Nullable InetAddress address, Function<String, @Nullable String> variables) {
        return new Openness(
                address == null || !address.isLoopbackAddress(),
                list(HOSTS, variables, HOST, "host names without ports"),
                list(ORIGINS, variables, ORIGIN, "origins such as http://shop.example:8080"),
                Token.of(value(Token.VARIABLE, variables), value(Token.FILE_VARIABLE, variables)));
    }

    private static @Nullable String value(String name, Function<String, @Nullable String> variables) {
        String value = variables.apply(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static Set<String> list(
            String name, Function<String, @Nullable String> variables, Pattern form, String allowed) {
        String value = value(name, variables);
        Set<String> all = Arrays.stream(value == null ? new String[0] : value.split(",", -1))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        all.stream().filter(each -> !form.matcher(each).matches()).findFirst().ifPresent(wrong -> {
            throw new IllegalArgumentException(
                    "%s has '%s'; allowed: %s, with commas between".formatted(name, wrong, allowed));
        });
        return all;
    }
}
