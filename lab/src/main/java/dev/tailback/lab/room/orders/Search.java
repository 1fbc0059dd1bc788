package dev.tailback.lab.room.orders;

import dev.tailback.lab.control.BadRequest;
import java.util.Locale;
import java.util.UUID;

/**
 * Which orders are wanted.
 *
 * @param trace how their trace's id begins; empty for any
 */
record Search(UUID lowest, UUID highest, String trace, States states) {
    enum States {
        ANY,
        OPEN,
        CONFIRMED,
        FAILED
    }

    private static final int DIGITS = 32;
    private static final int UUID_VERSION_AT = 12;

    /** @param text an order's id or a trace's, which may be cut short; an order's has its hyphens or begins as UUIDv7 do */
    static Search of(String text, String states) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        String digits = wanted.replace("-", "");
        if (!digits.matches("[0-9a-f]{0,32}")) {
            throw new BadRequest(
                    "find=" + shown(text) + " is not allowed: the beginning of an order's id or of a trace's id");
        }
        States which = states(states);
        return isOrder(wanted, digits)
                ? new Search(uuid(digits, '0'), uuid(digits, 'f'), "", which)
                : new Search(new UUID(0, 0), new UUID(-1, -1), digits, which);
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static boolean isOrder(String wanted, String digits) {
        return wanted.contains("-")
                || (digits.length() > UUID_VERSION_AT && digits.charAt(UUID_VERSION_AT) == '7')
                || (digits.length() <= UUID_VERSION_AT && digits.startsWith("01"));
    }

    private static UUID uuid(String digits, char rest) {
        String full = digits + String.valueOf(rest).repeat(DIGITS - digits.length());
        return new UUID(
                Long.parseUnsignedLong(full.substring(0, 16), 16), Long.parseUnsignedLong(full.substring(16), 16));
    }

    private static States states(String text) {
        for (States each : States.values()) {
            if (each.name().equalsIgnoreCase(text)) {
                return each;
            }
        }
        throw new BadRequest("state=" + shown(text) + " is not allowed: any, open, confirmed, failed");
    }
}
