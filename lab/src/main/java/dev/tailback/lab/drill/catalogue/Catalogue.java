package dev.tailback.lab.drill.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * All that can be practised, and what whoever practises chooses from.
 *
 * @param causes what each says, by {@code cause@place}
 * @param evidence what each says, by its name
 */
public record Catalogue(
        SequencedMap<String, String> causes, SequencedMap<String, String> evidence, List<Incident> incidents) {
    /** Before that nothing breaks, so that there is a before to compare with. */
    private static final int LEAST_SECONDS = 25;

    private static final int MOST_SECONDS = 70;
    private static final int LEAST_RPM = 100;
    private static final int MOST_RPM = 140;
    private static final String FILE = "incidents.yaml";

    public Catalogue {
        incidents = List.copyOf(incidents);
    }

    /** The one that comes with the lab. */
    public static Catalogue shipped() {
        try (InputStream file = Catalogue.class.getResourceAsStream("/dev/tailback/lab/drill/" + FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing in the lab's jar");
            }
            return CatalogueReader.read(FILE, new String(file.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Optional<Incident> find(String name) {
        return incidents.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /**
     * What a seed picks.
     *
     * @param level null: any
     * @param isLarge whether the shop's tables are large enough for the incidents that want that
     */
    public Plan draw(@Nullable Integer level, long seed, boolean isLarge, Duration lasts) {
        Random random = new Random(seed);
        List<Incident> deck = incidents.stream()
                .filter(each -> level == null || each.level() == level)
                .filter(each -> isLarge || !each.isOfLargeTables())
                .toList();
        return plan(deck.get(random.nextInt(deck.size())), seed, lasts, random);
    }

    /** What a seed makes of that incident. */
    public Plan plan(Incident incident, long seed, Duration lasts) {
        return plan(incident, seed, lasts, new Random(seed));
    }

    private static Plan plan(Incident incident, long seed, Duration lasts, Random random) {
        return new Plan(
                incident,
                seed,
                Duration.ofSeconds(Choice.between(LEAST_SECONDS, MOST_SECONDS, random)),
                lasts,
                Choice.between(LEAST_RPM, MOST_RPM, random),
                draw(incident.settings(), random),
                draw(incident.breaks(), random),
                draw(incident.harmless(), random));
    }

    private static List<Setting> draw(List<Change> changes, Random random) {
        return changes.stream().map(change -> change.draw(random)).toList();
    }

    /** The sentence of a name of one of the two lists. */
    static String demand(Map<String, String> list, String what, String name) {
        String says = list.get(name);
        if (says == null) {
            throw new IllegalArgumentException(
                    "no %s is called '%s'; there are %s".formatted(what, name, String.join(", ", list.keySet())));
        }
        return says;
    }

    public String demandCause(String name) {
        return demand(causes, "cause", name);
    }

    public String demandEvidence(String name) {
        return demand(evidence, "evidence", name);
    }
}
