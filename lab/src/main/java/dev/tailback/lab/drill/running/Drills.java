package dev.tailback.lab.drill.running;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.drill.catalogue.Catalogue;
import dev.tailback.lab.drill.catalogue.Plan;
import dev.tailback.lab.drill.catalogue.Repair;
import dev.tailback.lab.drill.told.Told;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The drill of this lab, one at a time; whoever asks, from a terminal or a page, is in the same one. */
public final class Drills implements AutoCloseable {
    /** From so many rows on a scan is seen. */
    public static final int LARGE = 200_000;

    private static final String ROWS = "SELECT least((SELECT count(*) FROM catalog.product_availability),"
            + " (SELECT count(*) FROM inventory.stock))";

    private final Ground ground;
    private final Catalogue catalogue = Catalogue.shipped();
    private @Nullable RunningDrill drill;

    public Drills(Ground ground) {
        this.ground = ground;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    synchronized Told start(Wanted wanted) throws IOException, InterruptedException {
        if (drill != null && !drill.isSettled()) {
            throw new Refusal("a drill is " + drill.told().state() + " already; one at a time");
        }
        RunningDrill next = new RunningDrill(ground, catalogue, wanted.timed(plan(wanted)), wanted.isOpen());
        next.begin();
        drill = next;
        return next.told();
    }

    private Plan plan(Wanted wanted) throws IOException {
        long seed = wanted.seedOrAny();
        if (wanted.incident() == null) {
            return catalogue.draw(wanted.level(), seed, isLarge(), wanted.lasts());
        }
        return catalogue
                .find(wanted.incident())
                .map(incident -> {
                    demandTables(incident.name(), incident.isOfLargeTables());
                    return catalogue.plan(incident, seed, wanted.lasts());
                })
                .orElseThrow(() -> new BadRequest("no incident is called '%s'; there are %s"
                        .formatted(
                                wanted.incident(),
                                catalogue.incidents().stream()
                                        .map(each -> each.name())
                                        .collect(Collectors.joining(", ")))));
    }

    private void demandTables(String incident, boolean wantsLarge) {
        try {
            if (wantsLarge && !isLarge()) {
                throw new Refusal(
                        "%s is seen only with %d products or more; ./tailback down, then ./tailback up --detach --products 250000"
                                .formatted(incident, LARGE));
            }
        } catch (IOException unknown) {
            throw new Refusal("how many products there are is not known: " + unknown.getMessage(), unknown);
        }
    }

    private boolean isLarge() throws IOException {
        try (Connection connection = ground.server().connect("tailback look");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ROWS)) {
            rows.next();
            return rows.getLong(1) >= LARGE;
        } catch (SQLException away) {
            throw new Refusal(
                    "a drill needs all of the shop, and PostgreSQL does not answer: " + away.getMessage(), away);
        }
    }

    synchronized Optional<Told> told() {
        return Optional.ofNullable(drill).map(RunningDrill::told);
    }

    private synchronized RunningDrill running() {
        if (drill == null) {
            throw new Refusal("no drill runs; ./tailback drill begins one");
        }
        return drill;
    }

    void see() {
        running().see();
    }

    boolean name(String cause, List<String> evidence) {
        try {
            return running().name(cause, evidence);
        } catch (IllegalArgumentException unknown) {
            throw new BadRequest(String.valueOf(unknown.getMessage()));
        }
    }

    String hint() {
        return running().hint();
    }

    String repair(String text) throws InterruptedException {
        Repair repair;
        try {
            repair = Repair.of(text);
        } catch (IllegalArgumentException unknown) {
            throw new BadRequest(String.valueOf(unknown.getMessage()));
        }
        return running().repair(repair);
    }

    void giveUp() {
        running().giveUp();
    }

    /** Undoes what the drill that runs has set; nothing when none does. */
    public void end() throws IOException, InterruptedException {
        RunningDrill now;
        synchronized (this) {
            now = drill;
        }
        if (now != null) {
            now.endForReset();
        }
    }

    @Override
    public synchronized void close() throws InterruptedException {
        if (drill != null) {
            drill.end();
        }
    }
}
