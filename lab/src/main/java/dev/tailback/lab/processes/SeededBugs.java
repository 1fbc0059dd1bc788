package dev.tailback.lab.processes;

import dev.tailback.breakage.KnownBugs;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.terminal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Defects that stages are started with on purpose, for tests of the audit and for teaching.
 */
public record SeededBugs(Map<Part, String> byStage) implements ExtraEnvironment {
    private static final String RELEASE_FORGOTTEN = "release-forgotten";
    private static final List<Part> STAGES = List.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY);

    public SeededBugs {
        byStage = Map.copyOf(byStage);
    }

    public static SeededBugs none() {
        return new SeededBugs(Map.of());
    }

    /** Each as {@code STAGE=BUG}. */
    public static SeededBugs of(Collection<String> texts) {
        Map<Part, String> byStage = new EnumMap<>(Part.class);
        for (String text : texts) {
            int equals = text.indexOf('=');
            Part stage = STAGES.stream()
                    .filter(each -> text.startsWith(each.id() + "="))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            Refusal.WRONG_USE,
                            "--seed-bug '" + text + "' is not allowed: STAGE=BUG, where the stage is one of " + STAGES
                                    + ", such as checkout=commit-before-work"));
            String bug = text.substring(equals + 1);
            List<String> known = known(stage);
            if (!known.contains(bug)) {
                throw new Refusal(
                        Refusal.WRONG_USE,
                        "--seed-bug '%s' is not allowed: %s can be started with %s"
                                .formatted(text, stage, String.join(", ", known)));
            }
            byStage.put(stage, bug);
        }
        return new SeededBugs(byStage);
    }

    private static List<String> known(Part stage) {
        return stage == Part.INVENTORY
                ? Stream.concat(KnownBugs.ALL.stream(), Stream.of(RELEASE_FORGOTTEN))
                        .toList()
                : KnownBugs.ALL;
    }

    /** Whether what inventory has set aside is kept: a bug that is in the database, and in no process. */
    public boolean keepsReservations() {
        return RELEASE_FORGOTTEN.equals(byStage.get(Part.INVENTORY));
    }

    /** As arguments of the command that starts the lab in a process of its own. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        byStage.forEach((stage, bug) -> arguments.addAll(List.of("--seed-bug", stage.id() + "=" + bug)));
        return arguments;
    }

    public boolean isEmpty() {
        return byStage.isEmpty();
    }

    @Override
    public Map<String, String> of(Part stage) {
        String bug = byStage.get(stage);
        return bug == null || bug.equals(RELEASE_FORGOTTEN) ? Map.of() : Map.of("TAILBACK_SEEDED_BUG", bug);
    }
}
