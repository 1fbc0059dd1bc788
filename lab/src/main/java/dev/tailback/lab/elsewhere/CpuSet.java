package dev.tailback.lab.elsewhere;

import java.util.Arrays;

/** Cores as Linux and Docker list them, such as {@code 0-2,7}. */
final class CpuSet {
    private CpuSet() {}

    static int size(String list) {
        return Arrays.stream(list.split(",")).mapToInt(CpuSet::range).sum();
    }

    private static int range(String range) {
        int dash = range.indexOf('-');
        return dash < 0
                ? 1
                : Integer.parseInt(range.substring(dash + 1)) - Integer.parseInt(range.substring(0, dash)) + 1;
    }
}
