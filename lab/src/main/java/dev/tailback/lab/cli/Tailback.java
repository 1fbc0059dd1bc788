package dev.tailback.lab.cli;

import dev.tailback.lab.elsewhere.Target;
import dev.tailback.lab.terminal.Printable;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
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
        footer = {"", "`tailback COMMAND --help` says more about a command."})
public final class Tailback implements Runnable {
    /** In the order of the help. */
    private static final List<String> COMMANDS = List.of(
            "demo",
            "up",
            "down",
            "status",
            "logs",
            "produce",
            "load",
            "trace",
            "spans",
            "doctor",
            "profile",
            "lag",
            "topics",
            "peek",
            "psql",
            "dead",
            "audit",
            "faults",
            "fault",
            "clear",
            "renew-slot",
            "torture",
            "drill",
            "run",
            "report",
            "calibrate",
            "predict",
            "runs",
            "judge",
            "rules",
            "incidents",
            "bench",
            "reset",
            "train",
            "watch");

    private static final int INTERRUPTED = 130;
    /** As sysexits.h has it: what is our mistake must not look like an expectation that did not hold. */
    private static final int DEFECT = 70;

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

    @CommandLine.Option(
            names = "--target",
            paramLabel = "WHERE",
            defaultValue = "local",
            scope = CommandLine.ScopeType.INHERIT,
            description = "local: the lab of this machine; compose: the containers of compose.yaml;"
                    + " k8s: the namespace tailback of kubectl's cluster (default: ${DEFAULT-VALUE}).")
    private String target = Target.LOCAL.word();

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    Target target() {
        return Target.of(target);
    }

    public static void main(String[] args) {
        Terminal terminal = Terminal.ofThisProcess();
        System.exit(execute(commandLine(terminal, args), args));
    }

    /** An error, such as a stack that is too small, is no exception for picocli. */
    static int execute(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (StackOverflowError | AssertionError | LinkageError error) {
            return sayFailure(new IllegalStateException(error), line);
        }
    }

    static CommandLine commandLine(Terminal terminal) {
        return commandLine(terminal, new String[0]);
    }

    /** With the command alone that these arguments name: to load and describe all of them takes longer than most run. */
    static CommandLine commandLine(Terminal terminal, String[] args) {
        CommandLine line = new CommandLine(new Tailback());
        List<String> wanted = args.length > 0 && COMMANDS.contains(args[0]) ? List.of(args[0]) : COMMANDS;
        wanted.forEach(name -> line.addSubcommand(command(name)));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.isColoured() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(Math.min(terminal.columns(), 110));
        CommandLine rules = line.getSubcommands().get("rules");
        if (rules != null) {
            // What follows is for flow-alerts, its options included.
            rules.setStopAtPositional(true);
        }
        line.setParameterExceptionHandler(Tailback::sayWrongUse);
        line.setExecutionExceptionHandler(Tailback::sayFailure);
        return line;
    }

    private static Object command(String name) {
        return switch (name) {
            case "demo" -> new DemoCommand();
            case "up" -> new UpCommand();
            case "down" -> new DownCommand();
            case "status" -> new StatusCommand();
            case "logs" -> new LogsCommand();
            case "produce" -> new ProduceCommand();
            case "load" -> new LoadCommand();
            case "trace" -> new TraceCommand();
            case "spans" -> new SpansCommand();
            case "doctor" -> new DoctorCommand();
            case "profile" -> new ProfileCommand();
            case "lag" -> new LagCommand();
            case "topics" -> new TopicsCommand();
            case "peek" -> new PeekCommand();
            case "psql" -> new PsqlCommand();
            case "dead" -> new DeadCommand();
            case "audit" -> new AuditCommand();
            case "faults" -> new FaultsCommand();
            case "fault" -> new FaultCommand();
            case "clear" -> new ClearCommand();
            case "renew-slot" -> new RenewSlotCommand();
            case "torture" -> new TortureCommand();
            case "drill" -> new DrillCommand();
            case "run" -> new RunCommand();
            case "report" -> new ReportCommand();
            case "calibrate" -> new CalibrateCommand();
            case "predict" -> new PredictCommand();
            case "runs" -> new RunsCommand();
            case "judge" -> new JudgeCommand();
            case "rules" -> new RulesCommand();
            case "incidents" -> new IncidentsCommand();
            case "bench" -> new BenchCommand();
            case "reset" -> new ResetCommand();
            case "train" -> new TrainCommand();
            case "watch" -> new WatchCommand();
            default -> throw new IllegalArgumentException("no command is called " + name);
        };
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    private static int sayWrongUse(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        boolean isAboutCommand = command.getParent() == null;
        complain(
                command,
                isAboutCommand && wrong instanceof UnmatchedArgumentException unmatched
                        ? "no such command or option: "
                                + unmatched.getUnmatched().getFirst()
                        : String.valueOf(wrong.getMessage()));
        UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        command.getErr().println("`" + command.getCommandSpec().qualifiedName() + " --help` says what is allowed.");
        return Refusal.WRONG_USE;
    }

    private static int sayFailure(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        int exitCode = sayFailure(failure, command);
        // Of a run that broke off, what could not be undone.
        for (Throwable besides : failure.getSuppressed()) {
            if (besides instanceof Refusal refusal) {
                complain(command, "besides, " + refusal.sentence());
            }
        }
        return exitCode;
    }

    private static int sayFailure(Exception failure, CommandLine command) {
        switch (failure) {
            case Refusal refusal -> {
                complain(command, refusal.sentence());
                return refusal.exitCode();
            }
            case WebFailure silent -> {
                complain(command, String.valueOf(silent.getMessage()));
                return 1;
            }
            case FileSystemException disk -> {
                complain(command, disk.getFile() + " cannot be used: " + reason(disk));
                return 1;
            }
            case IOException broken -> {
                complain(command, String.valueOf(broken.getMessage()));
                return 1;
            }
            case InvalidPathException impossible -> {
                complain(command, "'" + impossible.getInput() + "' cannot be a file here: " + impossible.getReason());
                return Refusal.WRONG_USE;
            }
            case KafkaException broker -> {
                complain(command, "Kafka refused: " + broker.getMessage());
                return 1;
            }
            case InterruptedException interrupted -> {
                return INTERRUPTED;
            }
            default -> {
                complain(command, "this should not happen; please report it with what follows");
                StringWriter stack = new StringWriter();
                failure.printStackTrace(new PrintWriter(stack, true));
                Printable.lines(stack.toString()).forEach(command.getErr()::println);
                return DEFECT;
            }
        }
    }

    /** Much of it quotes what came from outside. */
    private static void complain(CommandLine command, String sentence) {
        Printable.lines("tailback: " + sentence).forEach(command.getErr()::println);
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
