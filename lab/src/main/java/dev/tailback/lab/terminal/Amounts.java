package dev.tailback.lab.terminal;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
public final class Amounts {
    private Amounts() {}

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
    }

    /** Three figures that matter: 0.42 ms, 12.3 ms, 123 ms, 4.56 s. */
    public static String millis(double millis) {
        double size = Math.abs(millis);
        if (size >= 1000) {
            return String.format(Locale.ROOT, "%.2f s", millis / 1000);
        }
        String pattern = size >= 100 ? "%.0f ms" : size >= 10 ? "%.1f ms" : "%.2f ms";
        return String.format(Locale.ROOT, pattern, millis);
    }

    /** 512 B, 1.5 kB, 12.3 MB: thousands, as disks are sold. */
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        String units = "kMGT";
        double size = bytes / 1000.0;
        int unit = 0;
        while (size >= 999.95 && unit < units.length() - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %sB", size, units.charAt(unit));
    }

    public static String megabytes(long kilobytes) {
        return String.format(Locale.ROOT, "%d MB", Math.round(kilobytes / 1024.0));
    }
}
