package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.terminal.Refusal;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How large a table is that has to be read without an index, and how much of the processor PostgreSQL has for it: what
 * decides how slow the shop is when an index is gone.
 *
 * @param products in the catalogue; null: the usual few
 * @param skus on the shelves; null: as many as there are products
 * @param postgresCores for all of PostgreSQL together, its replica too; null: as many as there are
 */
public record Proportions(
        @Nullable Integer products,
        @Nullable Integer skus,
        @Nullable Integer postgresCores) implements ExtraEnvironment {
    private static final String TASKSET = "taskset";

    public Proportions {
        int cores = Runtime.getRuntime().availableProcessors();
        if (products != null && skus != null && skus < products) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    "--skus %d is fewer than --products %d, and what is sold must be on the shelves"
                            .formatted(skus, products));
        }
        if (postgresCores != null && postgresCores > cores) {
            throw wrong("this machine has " + cores, postgresCores);
        }
        if (postgresCores != null && !canBindToCores()) {
            throw wrong("there is no " + TASKSET + " on the PATH, which Linux has with util-linux", postgresCores);
        }
    }

    private static Refusal wrong(String why, int cores) {
        return new Refusal(Refusal.WRONG_USE, "--postgres-cores " + cores + " is not possible here: " + why);
    }

    /** Elsewhere PostgreSQL has all cores. */
    public static boolean canBindToCores() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, TASKSET)));
    }

    public boolean areUsual() {
        return products == null && skus == null && postgresCores == null;
    }

    /** As arguments of the command that starts the lab in a process of its own. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (products != null) {
            arguments.addAll(List.of("--products", products.toString()));
        }
        if (skus != null) {
            arguments.addAll(List.of("--skus", skus.toString()));
        }
        if (postgresCores != null) {
            arguments.addAll(List.of("--postgres-cores", postgresCores.toString()));
        }
        return arguments;
    }

    @Override
    public Map<String, String> of(Part part) {
        return switch (part) {
            case CATALOG -> number("TAILBACK_CATALOGUE_PRODUCTS", products);
            case INVENTORY -> number("TAILBACK_STOCK_SKUS", skus == null ? products : skus);
            default -> Map.of();
        };
    }

    private static Map<String, String> number(String variable, @Nullable Integer value) {
        return value == null ? Map.of() : Map.of(variable, value.toString());
    }

    @Override
    public List<String> prefix(Part part) {
        return postgresCores != null && (part == Part.POSTGRES || part == Part.REPLICA)
                ? List.of(TASKSET, "-c", "0-" + (postgresCores - 1))
                : List.of();
    }
}
