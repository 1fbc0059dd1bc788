package dev.tailback.lab.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When the user pressed return: before the script, and before this JVM. */
final class CommandStart {
    private static final Pattern SECONDS = Pattern.compile("(\\d{9,11})(\\.\\d{1,9})?.*");

    private CommandStart() {}

    /** As the script's {@code date +%s.%N} told it; some systems print the N as it is. */
    static Instant instant(@Nullable String told) {
        if (told != null) {
            Matcher matcher = SECONDS.matcher(told);
            if (matcher.matches()) {
                String fraction = matcher.group(2) == null ? "" : matcher.group(2);
                BigDecimal seconds = new BigDecimal(matcher.group(1) + fraction);
                long whole = seconds.longValue();
                return Instant.ofEpochSecond(
                        whole,
                        seconds.subtract(BigDecimal.valueOf(whole))
                                .movePointRight(9)
                                .longValue());
            }
        }
        return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }
}
