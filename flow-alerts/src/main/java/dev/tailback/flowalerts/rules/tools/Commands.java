package dev.tailback.flowalerts.rules.tools;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What commands have in common. */
final class Commands {
    private Commands() {}

    /** @param spec which picocli sets before a command is called */
    static CommandLine line(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine();
    }

    static String counted(long number, String what) {
        return number == 1 ? "1 " + what : number + " " + what + "s";
    }
}
