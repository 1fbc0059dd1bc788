package dev.tailback.lab;

import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.WebFailure;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of the lab. */
@Command(
        name = "tailback",
        description = "A Kafka event-driven checkout that backs up for real, on this machine.",
        version = "tailback 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "`tailback COMMAND --help` says more about a command."},
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ProduceCommand.class,
            LoadCommand.class,
            TraceCommand.class,
            SpansCommand.class,
            DoctorCommand.class,
            ProfileCommand.class,
            TopicsCommand.class,
            PeekCommand.class,
            DeadCommand.class,
            AuditCommand.class,
            FaultsCommand.class,
            FaultCommand.class,
            ClearCommand.class,
            RenewSlotCommand.class,
            TortureCommand.class,
            RunCommand.class,
            ReportCommand.class,
            CalibrateCommand.class,
            PredictCommand.class,
            RunsCommand.class,
            JudgeCommand.class,
            BenchCommand.class,
            ResetCommand.class,
            TrainCommand.class
        })
public final class Tailback implements Runnable {
    private static final int INTERRUPTED = 130;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    private boolean version;

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    public static void main(String[] args) {
        Terminal terminal = Terminal.ofThisProcess();
        System.exit(commandLine(terminal).execute(args));
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new Tailback());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.isColoured() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(Math.min(terminal.columns(), 110));
        line.setParameterExceptionHandler(Tailback::sayWrongUse);
        line.setExecutionExceptionHandler(Tailback::sayFailure);
        return line;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    private static int sayWrongUse(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        boolean isAboutCommand = command.getParent() == null;
        err.println("tailback: "
                + (isAboutCommand && wrong instanceof UnmatchedArgumentException unmatched
                        ? "no such command or option: "
                                + unmatched.getUnmatched().getFirst()
                        : wrong.getMessage()));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("`" + command.getCommandSpec().qualifiedName() + " --help` says what is allowed.");
        return Refusal.WRONG_USE;
    }

    private static int sayFailure(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        int exitCode = sayFailure(failure, command);
        // Of a run that broke off, what could not be undone.
        for (Throwable besides : failure.getSuppressed()) {
            if (besides instanceof Refusal refusal) {
                command.getErr().println("tailback: besides, " + refusal.sentence());
            }
        }
        return exitCode;
    }

    private static int sayFailure(Exception failure, CommandLine command) {
        switch (failure) {
            case Refusal refusal -> {
                command.getErr().println("tailback: " + refusal.sentence());
                return refusal.exitCode();
            }
            case WebFailure silent -> {
                command.getErr().println("tailback: " + silent.getMessage());
                return 1;
            }
            case FileSystemException disk -> {
                command.getErr().println("tailback: " + disk.getFile() + " cannot be used: " + reason(disk));
                return 1;
            }
            case KafkaException broker -> {
                command.getErr().println("tailback: Kafka did not do as it was asked: " + broker.getMessage());
                return 1;
            }
            case InterruptedException interrupted -> {
                return INTERRUPTED;
            }
            default -> {
                command.getErr().println("tailback: this should not happen; please report it with what follows");
                failure.printStackTrace(command.getErr());
                return 1;
            }
        }
    }

    private static String reason(FileSystemException disk) {
        if (disk.getReason() != null) {
            return disk.getReason();
        }
        return switch (disk) {
            case AccessDeniedException forbidden -> "permission denied";
            case NoSuchFileException missing -> "no such file or folder";
            default -> disk.getClass().getSimpleName();
        };
    }
}
