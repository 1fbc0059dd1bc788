package dev.tailback.door;

import java.util.List;

/**
 * Which paths of a port are for whom, where it listens beyond loopback. What is named nowhere is for keepers: a path that
 * is added and forgotten here stays shut.
 *
 * @param forGuests paths, and all below them, that need no token
 */
public record Rooms(List<String> forGuests) {
    private static final List<String> FOR_ANYBODY = List.of("/health", "/health/live", "/health/ready", "/metrics");

    /** Who may enter. */
    public enum Access {
        /** Whoever looks whether the process is well: a probe knows its address, and not its name. */
        ANYBODY,
        /** Those who use what the process is there for, under a name that it answers to. */
        GUEST,
        /** Those with the token. */
        KEEPER
    }

    public Rooms {
        forGuests = List.copyOf(forGuests);
    }

    public static Rooms openTo(String... guests) {
        return new Rooms(List.of(guests));
    }

    Access of(String path) {
        if (FOR_ANYBODY.contains(path)) {
            return Access.ANYBODY;
        }
        boolean isForGuests = forGuests.stream().anyMatch(room -> path.equals(room) || path.startsWith(room + "/"));
        return isForGuests ? Access.GUEST : Access.KEEPER;
    }
}
