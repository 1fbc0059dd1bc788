package dev.tailback.lab.shoppers;

import dev.tailback.lab.load.Punctuality;
import java.util.Map;

/** What became of a load of shoppers. */
public record ShoppersReport(Reading total, Punctuality.Summary punctuality, Map<String, Integer> reasons) {
    public ShoppersReport {
        reasons = Map.copyOf(reasons);
    }
}
