package dev.tailback.flowalerts.rules.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands that look at rules. */
@Command(
        name = "rules",
        description = "Checks, shows, tests and explains flow-alert rules.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Ends with 0 if all is well, 1 if rules are wrong or a test fails, 2 after wrong use, 3 for warnings"
                    + " with --lint-fatal."
        },
        subcommands = {
            LintCommand.class,
            ShowCommand.class,
            TestCommand.class,
            BacktestCommand.class,
            ExplainCommand.class,
            ExportCommand.class,
            ImportCommand.class
        })
public final class RulesCommand implements Runnable {
    private static final int WIDTH = 110;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    /** Writes to the process' own output. Returns how it ends. */
    public static int execute(String... arguments) {
        return execute(new OutputStreamWriter(System.out, UTF_8), new OutputStreamWriter(System.err, UTF_8), arguments);
    }

    /** All that is said goes through the gate for text from outside. */
    static int execute(Writer out, Writer err, String... arguments) {
        return commandLine()
                .setOut(new PrintWriter(new PrintableWriter(out), true))
                .setErr(new PrintWriter(new PrintableWriter(err), true))
                .execute(arguments);
    }

    private static CommandLine commandLine() {
        CommandLine line = new CommandLine(new RulesCommand());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.setUsageHelpWidth(WIDTH);
        line.setParameterExceptionHandler(RulesCommand::sayWrongUse);
        line.setExecutionExceptionHandler(RulesCommand::sayFailure);
        return line;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    private static int sayWrongUse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("rules: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("`" + command.getCommandSpec().qualifiedName() + " --help` says what is allowed.");
        return Exit.WRONG_USE;
    }

    private static int sayFailure(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof Refusal refusal) {
            command.getErr().println("rules: " + refusal.sentence());
            return Exit.WRONG_USE;
        }
        throw failure;
    }
}
