package dev.tailback.lab.produce;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Why things failed and how often. What differs in its ids only is one reason; the rarest are not told apart. */
public final class Reasons {
    private static final int MOST = 20;
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}");
    private static final Pattern SKU = Pattern.compile("SKU-\\d+");
    private static final Pattern QUERY = Pattern.compile("\\?\\S*");

    private final Map<String, Integer> counts = new HashMap<>();

    public synchronized void note(String reason) {
        String kind = QUERY.matcher(reason).replaceAll("");
        kind = SKU.matcher(UUID.matcher(kind).replaceAll("{id}")).replaceAll("{sku}");
        boolean isKnown = counts.containsKey(kind) || counts.size() < MOST;
        counts.merge(isKnown ? kind : "other reasons", 1, Integer::sum);
    }

    public synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }
}
