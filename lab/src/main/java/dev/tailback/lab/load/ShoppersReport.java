package dev.tailback.lab.load;

import dev.tailback.lab.arrivals.Punctuality;
import java.util.Map;

/** The result of a load of shoppers. */
public record ShoppersReport(Reading total, Punctuality.Summary punctuality, Map<String, Integer> reasons) {
    public ShoppersReport {
        reasons = Map.copyOf(reasons);
    }
}
