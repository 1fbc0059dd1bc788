package dev.tailback.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.docs.Page;
import dev.tailback.lab.docs.Pages;
import dev.tailback.lab.docs.Sources;
import dev.tailback.lab.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Every {@code ./tailback …} of the pages has a command and options that are there. */
class DocumentedCommandsTest {
    private static final String CALL = "./tailback ";

    private final CommandLine tailback = Tailback.commandLine(Terminal.silent());

    @Test
    void everyCommandAndOptionIsThere() throws IOException {
        List<String> called = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Page page : Pages.all()) {
            calls(page).forEach(call -> {
                called.add(call);
                String unknown = firstUnknown(call);
                if (!unknown.isEmpty()) {
                    wrong.add("%s: %s: no '%s'".formatted(page, call, unknown));
                }
            });
        }

        assertThat(wrong).isEmpty();
        assertThat(called).hasSizeGreaterThan(200);
    }

    /** Sentences go on behind a command, so that only its name can be looked at. */
    @Test
    void everyCommandThatMessagesNameIsThere() throws IOException {
        Pattern name = Pattern.compile("\\./tailback ([a-z-]+)");

        assertThat(Sources.read().calls().stream()
                        .flatMap(call -> name.matcher(call).results())
                        .map(found -> found.group(1)))
                .hasSizeGreaterThan(20)
                .allMatch(tailback.getSubcommands()::containsKey);
    }

    @Test
    void everyFaultThatIsNamedIsThere() throws IOException {
        Sources sources = Sources.read();
        Pattern fault = Pattern.compile("\\./tailback fault ([a-z-]+)");

        assertThat(Stream.concat(sources.calls().stream(), Pages.all().stream().flatMap(DocumentedCommandsTest::calls))
                        .flatMap(call -> fault.matcher(call).results())
                        .map(found -> found.group(1))
                        .filter(name -> !name.equals("clear")))
                .isNotEmpty()
                .isSubsetOf(sources.faults());
    }

    @Test
    void everyCommandStandsOnThePageOfCommands() throws IOException {
        List<String> documented = Pages.all().stream()
                .filter(page -> page.file().endsWith("commands.md"))
                .flatMap(Page::code)
                .map(code -> code.split(" ", 2)[0])
                .toList();

        assertThat(tailback.getSubcommands().entrySet().stream()
                        .filter(command -> !command.getValue()
                                .getCommandSpec()
                                .usageMessage()
                                .hidden())
                        .map(Map.Entry::getKey))
                .isNotEmpty()
                .allMatch(documented::contains);
    }

    @ParameterizedTest
    @CsvSource({
        "./tailback run normal --speed 3, ''",
        "./tailback load database --for 10s &, ''",
        "./tailback runn normal, runn",
        "./tailback run normal --spede 3, --spede",
    })
    void whatIsUnknownIsFound(String call, String unknown) {
        assertThat(firstUnknown(call)).isEqualTo(unknown);
    }

    private static Stream<String> calls(Page page) {
        Stream<String> blocks = page.blocks().stream()
                .flatMap(block -> block.lines().stream())
                .filter(line -> line.contains(CALL))
                .map(line -> line.substring(line.indexOf(CALL)));
        return Stream.concat(blocks, page.code().filter(code -> code.startsWith(CALL)));
    }

    /** Up to a comma, a comment, or what a shell does with it. What is to be filled in is passed over. */
    private String firstUnknown(String call) {
        CommandLine command = tailback;
        boolean isNamed = true;
        for (String word : call.substring(CALL.length()).split(", ", 2)[0].split("\\s+")) {
            if (word.matches("[#|&;<>(].*") || command.getCommandName().equals("rules")) {
                return "";
            }
            if (word.startsWith("-") && word.length() > 1 && !word.matches("-[0-9].*")) {
                if (command.getCommandSpec().findOption(word.replaceFirst("=.*", "")) == null) {
                    return word;
                }
            } else if (isNamed && command.getSubcommands().containsKey(word)) {
                command = command.getSubcommands().get(word);
            } else if (isNamed && command == tailback && word.matches("[a-z-]+")) {
                return word;
            } else {
                isNamed = false;
            }
        }
        return "";
    }
}
