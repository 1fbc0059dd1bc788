package dev.tailback.lab.lookups;

import dev.tailback.lab.arrivals.Punctuality;
import dev.tailback.lab.produce.PurchaseLines;
import dev.tailback.lab.produce.Spread;
import dev.tailback.lab.terminal.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The result of a load of reads. */
public record LookupReport(
        LookupPlan plan,
        Duration took,
        long queries,
        long errors,
        long turnedAway,
        Spread all,
        Spread listings,
        Spread products,
        Punctuality.Summary punctuality,
        Map<String, Integer> reasons) {
    public LookupReport {
        reasons = Map.copyOf(reasons);
    }

    public boolean isWell() {
        return errors == 0 && turnedAway == 0;
    }

    /** Public JSON: fields are only ever added. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("queries_per_second", plan.queriesPerSecond());
        json.put("duration_seconds", plan.lasts().toMillis() / 1e3);
        json.put("list_to_get", plan.listToGet());
        json.put("queries", queries);
        json.put("errors", errors);
        json.put("turned_away", turnedAway);
        json.put("error_rate", queries == 0 ? 0 : (double) errors / queries);
        json.put("all", all);
        json.put("list", listings);
        json.put("get", products);
        json.put("late_percent", punctuality.latePercent());
        json.put("worst_late_ms", punctuality.worst().toMillis());
        json.put("reasons", reasons);
        return json;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%d reads in %s: %d errors".formatted(queries, Amounts.seconds(took), errors));
        if (turnedAway > 0) {
            lines.add("%d more were turned away by the load itself: too many others were under way"
                    .formatted(turnedAway));
        }
        lines.add("  all           " + PurchaseLines.spread(all));
        lines.add("  list          " + PurchaseLines.spread(listings));
        lines.add("  get           " + PurchaseLines.spread(products));
        lines.add("  started late  " + PurchaseLines.late(punctuality));
        reasons.forEach((reason, times) -> lines.add("  %d × %s".formatted(times, reason)));
        return lines;
    }
}
