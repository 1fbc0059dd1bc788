package dev.tailback.lab.journeys;

import dev.tailback.lab.arrivals.Share;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** What shoppers pay with: some cards by their share, and the rest with one that is approved. */
public record Cards(SequencedMap<String, Share> shares) {
    public static final String APPROVED = "4242424242424242";
    public static final String DECLINED = "4000000000000002";
    public static final String SLOW = "4000000000000259";
    /** Authorised, with the answer lost. */
    public static final String UNANSWERED = "4000000000000341";

    public static final Cards ALL_APPROVED = new Cards(new LinkedHashMap<>());

    private static final double WHOLE = 1_000_000;

    public Cards {
        double sum = shares.values().stream().mapToDouble(Share::millionths).sum();
        if (sum > WHOLE) {
            throw new IllegalArgumentException(
                    "cards for " + sum / 10_000 + " % of the shoppers are not allowed: at most 100 %");
        }
    }

    /** @param draw from 0 to below 1 */
    String choose(double draw) {
        double point = draw * WHOLE;
        for (Map.Entry<String, Share> card : shares.entrySet()) {
            point -= card.getValue().millionths();
            if (point < 0) {
                return card.getKey();
            }
        }
        return APPROVED;
    }
}
