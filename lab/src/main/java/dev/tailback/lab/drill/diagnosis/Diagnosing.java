package dev.tailback.lab.drill.diagnosis;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.drill.catalogue.Catalogue;
import dev.tailback.lab.drill.running.RemoteDrill;
import dev.tailback.lab.drill.running.Wanted;
import dev.tailback.lab.drill.told.Told;
import dev.tailback.lab.incidents.Incident;
import dev.tailback.lab.incidents.Incidents;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Plays incidents of the catalogue one after the other and asks flow-alerts what is behind each. What is hidden from people
 * is hidden from it, too: it sees what is measured, and nothing that the lab alone knows.
 */
public final class Diagnosing {
    /** Time for a before. */
    private static final int AFTER = 30;

    private static final Duration FIRST_ALERT = Duration.ofSeconds(120);
    /** Files of incidents are filled again 10 and 30 s after they began. */
    private static final Duration TO_KNOW = Duration.ofSeconds(35);

    private static final Duration TO_CALM_DOWN = Duration.ofSeconds(120);
    private static final Duration TO_SETTLE = Duration.ofMinutes(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int MINUTES = 10;

    private final RemoteDrill drill;
    private final Incidents incidents;
    private final Notes notes;
    private final Terminal terminal;
    private final Catalogue catalogue = Catalogue.shipped();

    public Diagnosing(RunningLab lab, Web web, Terminal terminal) {
        this.drill = new RemoteDrill(lab);
        this.incidents = new Incidents(web, lab.ports());
        this.notes = Notes.of(lab.home());
        this.terminal = terminal;
    }

    /** All that were diagnosed, with those of before. */
    public List<Played> known() throws IOException {
        return notes.read();
    }

    /** Those that were not diagnosed yet. */
    public List<String> missing() throws IOException {
        List<String> done = notes.read().stream().map(Played::incident).toList();
        return catalogue.incidents().stream()
                .map(each -> each.name())
                .filter(name -> !done.contains(name))
                .toList();
    }

    /** Diagnoses one, and keeps what was said. */
    public Played diagnose(String name) throws IOException, InterruptedException {
        String wanted = catalogue
                .find(name)
                .orElseThrow(() -> new Refusal(Refusal.WRONG_USE, "no incident is called '" + name + "'"))
                .cause();
        awaitCalm();
        drill.start(new Wanted(null, 1L, MINUTES, name, AFTER, true));
        try {
            Instant struck = awaitStruck();
            List<Incident> fired = awaitFired(struck);
            long seconds = fired.stream()
                    .map(Incident::startedAt)
                    .filter(Objects::nonNull)
                    .mapToLong(at -> Duration.between(struck, at).toSeconds())
                    .min()
                    .orElse(0);
            Played diagnosed = Played.of(name, wanted, fired, seconds);
            notes.add(diagnosed);
            return diagnosed;
        } finally {
            drill.giveUp();
            awaitSettled();
        }
    }

    private Instant awaitStruck() throws InterruptedException {
        while (true) {
            Told told = drill.told().orElseThrow();
            if (told.trouble() != null) {
                throw new Refusal(told.trouble());
            }
            Instant struck = told.struckAt();
            if (struck != null) {
                return struck;
            }
            Patience.pause(BETWEEN_LOOKS);
        }
    }

    private List<Incident> awaitFired(Instant struck) throws InterruptedException {
        Instant until = struck.plus(FIRST_ALERT);
        List<Incident> fired = List.of();
        while (fired.isEmpty() && Instant.now().isBefore(until)) {
            terminal.live("%d s, and no alert yet"
                    .formatted(Duration.between(struck, Instant.now()).toSeconds()));
            Patience.pause(BETWEEN_LOOKS);
            fired = firedSince(struck);
        }
        if (fired.isEmpty()) {
            return fired;
        }
        terminal.live(fired.getFirst().rule() + " fires; what is behind it?");
        Patience.pause(TO_KNOW);
        List<Incident> whole = new ArrayList<>();
        for (Incident each : firedSince(struck)) {
            whole.add(incidents.one(each.id()));
        }
        return whole;
    }

    /** None while flow-alerts is silent. */
    private List<Incident> firedSince(Instant struck) throws InterruptedException {
        try {
            return incidents.all().stream()
                    .filter(each ->
                            each.startedAt() != null && !each.startedAt().isBefore(struck))
                    .sorted(Comparator.comparing(each -> Objects.requireNonNull(each.startedAt())))
                    .toList();
        } catch (WebFailure silent) {
            terminal.live("flow-alerts does not answer: " + silent.getMessage());
            return List.of();
        }
    }

    private void awaitSettled() throws InterruptedException {
        Instant until = Instant.now().plus(TO_SETTLE);
        while (Instant.now().isBefore(until)) {
            Told told = drill.told().orElseThrow();
            if (told.trouble() != null) {
                throw new Refusal(told.trouble());
            }
            if (told.total() != null) {
                return;
            }
            terminal.live("undone; the audit looks whether anything was lost");
            Patience.pause(BETWEEN_LOOKS);
        }
        throw new Refusal("the drill was not audited within " + TO_SETTLE.toMinutes() + " min");
    }

    /** So that what fires next is about what is broken next; what goes on for long is told anew all the same. */
    private void awaitCalm() throws InterruptedException {
        Instant until = Instant.now().plus(TO_CALM_DOWN);
        while (Instant.now().isBefore(until) && isAnyOpen()) {
            terminal.live("waits until earlier alerts are over");
            Patience.pause(BETWEEN_LOOKS);
        }
    }

    private boolean isAnyOpen() throws InterruptedException {
        return incidents.all().stream().anyMatch(each -> each.endedAt() == null);
    }
}
