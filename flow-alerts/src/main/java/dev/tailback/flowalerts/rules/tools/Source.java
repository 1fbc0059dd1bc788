package dev.tailback.flowalerts.rules.tools;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.language.RuleFile;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import dev.tailback.flowalerts.rules.play.Pace;
import dev.tailback.flowalerts.rules.recordings.KeptSpans;
import dev.tailback.flowalerts.rules.recordings.OtlpFiles;
import dev.tailback.flowalerts.rules.recordings.Recording;
import dev.tailback.flowalerts.rules.recordings.Stretch;
import dev.tailback.flowalerts.rules.recordings.Unreadable;
import dev.tailback.flowalerts.rules.yaml.Durations;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The rules and the recording of a command. */
final class Source {
    private static final int MOST_SPEED = 3_600;
    private static final Duration USUAL_TIME = Duration.ofHours(1);

    @Parameters(
            paramLabel = "RECORDING",
            description = "Files of OTLP's JSON in lines, plain or gzip, or folders of them, such as that of a run.")
    private List<Path> recordings = List.of();

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Files or folders of rules (default: FLOW_ALERTS_RULES, or the folder rules).")
    private List<Path> rules = new ArrayList<>();

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "Also plays the spans that a running flow-alerts keeps, such as http://127.0.0.1:8084.")
    private @Nullable URI store;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Only signals from this time on, such as 2026-11-30T10:00:00Z (--store: from an hour before --to).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only signals before this time (--store: before now).")
    private @Nullable String to;

    @Option(
            names = "--out-of-order",
            paramLabel = "D",
            description = "How late a signal may come after the latest one, as the service is set (default: 45s).")
    private String outOfOrder = "45s";

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "The speed of the recorded run: durations of the rules are divided by it (default: 1).")
    private double speed = 1;

    List<Rule> readRules(PrintWriter err) throws IOException {
        if (!(speed >= 1 && speed <= MOST_SPEED)) {
            throw new Refusal("--speed is %s; allowed: 1 to %d".formatted(speed, MOST_SPEED));
        }
        List<RuleFile> files = RuleFiles.read(RulePaths.rules(rules));
        files.forEach(file -> file.issues().forEach(err::println));
        err.flush();
        List<Rule> read = files.stream()
                .flatMap(file -> file.rules().stream())
                .map(RuleFile.Written::rule)
                .map(rule -> Pace.of(rule, speed))
                .toList();
        if (read.isEmpty()) {
            throw new Refusal("there is no rule that can be used in "
                    + files.stream().map(RuleFile::name).toList());
        }
        return read;
    }

    Recording readRecording() throws IOException, InterruptedException {
        if (recordings.isEmpty() && store == null) {
            throw new Refusal("there is nothing to play; name files of OTLP or the folder of a run, or --store");
        }
        Instant end = to == null ? null : time("--to", to);
        Instant begin = from == null ? null : time("--from", from);
        Recording recording = new Recording(new Stretch(
                begin == null ? Stretch.ALL.fromNanos() : nanos(begin),
                end == null ? Stretch.ALL.toNanos() : nanos(end)));
        try {
            for (Path path : recordings) {
                new OtlpFiles(recording).read(path);
            }
            if (store != null) {
                Instant until = end == null ? Instant.now() : end;
                new KeptSpans(store, recording).read(begin == null ? until.minus(USUAL_TIME) : begin, until);
            }
            return recording;
        } catch (Unreadable unreadable) {
            throw new Refusal(String.valueOf(unreadable.getMessage()), unreadable);
        } catch (IOException unreadable) {
            throw new Refusal("the recording cannot be read: " + unreadable, unreadable);
        }
    }

    Duration outOfOrder() {
        return Durations.parse(outOfOrder)
                .orElseThrow(() ->
                        new Refusal("--out-of-order is '%s'; allowed: a duration such as 45s".formatted(outOfOrder)));
    }

    static Instant time(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new Refusal(
                    "%s is '%s'; allowed: a time such as 2026-11-30T10:00:00Z".formatted(option, text), unreadable);
        }
    }

    static long nanos(Instant time) {
        return Duration.between(Instant.EPOCH, time).toNanos();
    }
}
