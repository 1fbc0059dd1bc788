package dev.tailback.lab.demo;

import dev.tailback.lab.audit.Audit;
import dev.tailback.lab.audit.Sources;
import dev.tailback.lab.load.Fact;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.scenario.measuring.Wanted;
import dev.tailback.lab.scenario.measuring.Window;
import dev.tailback.lab.scenario.run.Venue;
import dev.tailback.lab.scenario.verdict.Judge;
import dev.tailback.lab.scenario.verdict.Verdict.Row;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Shop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a scene expects, measured on the shop. */
final class SceneCheck {
    private static final Duration TO_DRAIN = Duration.ofSeconds(90);
    /** Longer than checkout waits until it ends an order of which it has heard nothing. */
    private static final Duration TO_END = Duration.ofSeconds(60);

    private final Venue venue;
    private final OpenShop shop;

    SceneCheck(Venue venue, OpenShop shop) {
        this.venue = venue;
        this.shop = shop;
    }

    /** @param traced the order that the scene wants, if there is one */
    record Seen(List<Row> rows, Optional<OrderView> traced) {}

    Seen measure(Scene scene) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>(checked(scene));
        Seen proofs = proofs(scene);
        rows.addAll(proofs.rows());
        return new Seen(rows, proofs.traced());
    }

    /** What a scene wants besides figures. */
    Seen proofs(Scene scene) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        Optional<OrderView> traced = Optional.empty();
        if (scene.traced().isPresent()) {
            Fact end = scene.traced().get();
            traced = orderThat(end);
            rows.add(row(end, traced));
        }
        if (scene.audit().isPresent()) {
            shop.close();
            rows.add(Judge.row(
                    scene.audit().get(),
                    Audit.whenDrained(Sources.of(venue.lab().ports()), venue.web(), TO_DRAIN)));
        }
        return new Seen(rows, traced);
    }

    private List<Row> checked(Scene scene) throws InterruptedException {
        double from = shop.minute();
        Patience.pause(scene.lasts());
        shop.demandShoppers();
        return rows(scene, shop.since(from));
    }

    /** What is expected of figures, as they are in a window. */
    static List<Row> rows(Scene scene, Window window) {
        return scene.checks().stream()
                .map(check -> {
                    Wanted.Seen seen = check.is().in(check.metric(), window);
                    return new Row(check.metric().text(), check.is().text(), seen.words(), seen.isHeld(), false);
                })
                .toList();
    }

    /** Shoppers may leave before their order ends, so it is asked for until one has ended as wanted. */
    private Optional<OrderView> orderThat(Fact end) throws IOException, InterruptedException {
        Shop asked = new Shop(venue.web(), venue.lab().ports());
        List<OrderView> found = new ArrayList<>();
        Patience.until(
                TO_END,
                () -> found.addAll(asked.orders(shop.ordersThat(end)).stream()
                        .filter(order -> order.state().equals(end.text()))
                        .toList()));
        return found.stream().findFirst();
    }

    private static Row row(Fact end, Optional<OrderView> order) {
        return new Row(
                "trace",
                "an order that " + (end == Fact.FAILED ? "failed" : "was confirmed"),
                order.map(traced -> traced.id().toString()).orElse("none"),
                order.isPresent(),
                false);
    }
}
