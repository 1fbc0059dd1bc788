package dev.tailback.lab.scenario.run;

import dev.tailback.lab.lag.ShopLag;
import java.util.Map;

/** How far the shop's consumers are behind. */
final class LagLook implements Look {
    private final ShopLag lag;

    LagLook(ShopLag lag) {
        this.lag = lag;
    }

    @Override
    public String name() {
        return "lag";
    }

    @Override
    public void look(Notes notes) throws InterruptedException {
        Map<String, Long> byGroup = lag.byGroup();
        byGroup.forEach((group, records) -> notes.note("lag." + group, records));
        notes.note("lag", byGroup.values().stream().mapToLong(Long::longValue).sum());
    }
}
