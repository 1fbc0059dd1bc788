package dev.tailback.lab.psql;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's own client, where there is one. */
public record Psql(Path program) {
    /** The first of the path. */
    public static Optional<Psql> on(@Nullable String path) {
        return path == null
                ? Optional.empty()
                : List.of(path.split(File.pathSeparator)).stream()
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder, "psql"))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .map(Psql::new);
    }

    /** Returns its exit code when it has ended. It has the terminal meanwhile. */
    public int run(Login login, @Nullable String statement) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if (statement != null) {
            command.addAll(List.of("--set", "ON_ERROR_STOP=1", "--command", statement));
        }
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(login.environment());
        Process psql = builder.start();
        // Ctrl-C is for a statement of psql, and comes here as well.
        Thread untilItEnds = new Thread(() -> psql.onExit().join(), "until-psql-ends");
        Runtime.getRuntime().addShutdownHook(untilItEnds);
        int code = psql.waitFor();
        Runtime.getRuntime().removeShutdownHook(untilItEnds);
        return code;
    }
}
