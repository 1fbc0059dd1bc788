package dev.tailback.lab.servers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LeashIT {

    /** More than any test waits. */
    private static final List<String> SLEEP = List.of("sleep", "300");

    private static final List<String> DEAF =
            List.of("bash", "-c", "trap '' TERM INT; echo deaf; read -r -t 300 <> <(:)");

    private final List<Leash> started = new ArrayList<>();
    private Path log;
    private PidFile pidFile;

    @BeforeEach
    void nameFiles(@TempDir Path directory) {
        log = directory.resolve("logs/child.log");
        pidFile = new PidFile(directory.resolve("pids/child.pid"));
    }

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(Leash::kill);
    }

    @Test
    void childEndsWhenItsJvmIsKilled() throws IOException {
        Process holder = jvmHolding(SLEEP);
        long child = awaitNamed();

        holder.destroyForcibly();

        await().atMost(3, SECONDS).until(() -> !lives(child));
        await().atMost(3, SECONDS).until(() -> !Files.exists(pidFile.path()));
    }

    @Test
    void stoppedChildEndsWhenItsJvmIsKilled() throws Exception {
        Process holder = jvmHolding(SLEEP);
        long child = awaitNamed();
        signal("STOP", child);

        holder.destroyForcibly();

        await().atMost(3, SECONDS).until(() -> !lives(child));
    }

    @Test
    void childThatIgnoresTermIsKilledWhenItsJvmIsKilled() throws IOException {
        Process holder = jvmHolding(DEAF);
        long child = awaitNamed();
        await().until(() -> logged().contains("deaf"));

        holder.destroyForcibly();

        await().during(Duration.ofSeconds(5)).atMost(6, SECONDS).until(() -> lives(child));
        await().atMost(8, SECONDS).until(() -> !lives(child));
    }

    @Test
    void exitStatusIsTheChilds() throws IOException {
        assertThat(start(List.of("bash", "-c", "exit 7")).onExit().join()).isEqualTo(7);
    }

    @RepeatedTest(30)
    void childThatEndsAtOnceIsNoFailureToStart() throws IOException {
        assertThat(start(List.of("false")).onExit().join()).isOne();
    }

    @Test
    void exitStatusNamesTheSignal() throws Exception {
        Leash leash = start(SLEEP);

        signal("USR1", leash.pid());

        assertThat(leash.onExit().join()).isEqualTo(128 + 10);
    }

    @Test
    void bothOutputsAreAddedToTheLogAndTheEnvironmentToOurs() throws IOException {
        start(List.of("bash", "-c", "echo first")).onExit().join();

        Leash second = Leash.start(new Leash.Command(
                List.of("bash", "-c", "echo \"$COLOUR of $HOME$TAILBACK_LEASH\" >&2"),
                Map.of("COLOUR", "blue"),
                log,
                pidFile.path()));

        second.onExit().join();
        assertThat(logged()).isEqualTo("first\nblue of " + System.getenv("HOME") + "\n");
    }

    @Test
    void inputIsEmpty() throws IOException {
        assertThat(start(List.of("cat")).onExit().orTimeout(5, SECONDS).join()).isZero();
    }

    @Test
    void stopLetsTheChildEndByItself() throws IOException {
        Leash leash =
                start(List.of("bash", "-c", "trap 'exit 3' TERM; echo ready; while :; do read -r -t 1 <> <(:); done"));
        await().until(() -> logged().contains("ready"));

        assertThat(leash.stop(Duration.ofSeconds(5))).isTrue();

        assertThat(leash.isAlive()).isFalse();
        assertThat(leash.onExit().join()).isEqualTo(3);
    }

    @Test
    void stopInterruptsWhatOnlyWaitsForItsClients() throws IOException {
        Leash leash = start(List.of("bash", "-c", "trap '' TERM; echo ready; exec sleep 300"));
        await().until(() -> logged().contains("ready"));

        assertThat(leash.stop(Duration.ofSeconds(1))).isTrue();

        assertThat(leash.onExit().join()).isEqualTo(128 + 2);
    }

    @Test
    void stopKillsAfterThePatience() throws IOException {
        Leash leash = start(DEAF);
        await().until(() -> logged().contains("deaf"));

        assertThat(leash.stop(Duration.ofMillis(300))).isFalse();

        assertThat(lives(leash.pid())).isFalse();
        assertThat(leash.onExit().join()).isEqualTo(128 + 9);
    }

    @Test
    void stoppedChildIsWokenToEnd() throws Exception {
        Leash leash = start(SLEEP);
        signal("STOP", leash.pid());

        assertThat(leash.stop(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void stoppedChildIsStillAliveAndCanBeKilled() throws Exception {
        Leash leash = start(SLEEP);
        signal("STOP", leash.pid());
        assertThat(leash.isAlive()).isTrue();

        leash.kill();

        assertThat(leash.onExit().orTimeout(3, SECONDS).join()).isEqualTo(128 + 9);
    }

    @Test
    void interruptedStopKillsAndStaysInterrupted() throws IOException {
        Leash leash = start(DEAF);
        await().until(() -> logged().contains("deaf"));
        Thread.currentThread().interrupt();

        assertThat(leash.stop(Duration.ofSeconds(60))).isFalse();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(lives(leash.pid())).isFalse();
    }

    @Test
    void whatTheChildLeftBehindEndsWithIt() throws IOException {
        Leash leash = start(List.of("bash", "-c", "sleep 300 & echo $!; exec sleep 300"));
        await().until(() -> logged().endsWith("\n"));
        long grandchild = Long.parseLong(logged().strip());

        leash.kill();

        await().atMost(3, SECONDS).until(() -> !lives(grandchild));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void childLeadsAProcessGroupOfItsOwn() throws IOException {
        Leash leash = start(SLEEP);

        String stat = Files.readString(Path.of("/proc", Long.toString(leash.pid()), "stat"));

        assertThat(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[2]).isEqualTo(Long.toString(leash.pid()));
    }

    @Test
    void pidFileNamesTheChildWhileItLives() throws IOException {
        Leash leash = start(SLEEP);
        assertThat(Files.readString(pidFile.path()).strip()).startsWith(leash.pid() + " ");
        assertThat(pidFile.livingPid()).hasValue(leash.pid());

        leash.kill();
        leash.onExit().join();

        assertThat(pidFile.path()).doesNotExist();
        assertThat(pidFile.livingPid()).isEmpty();
    }

    @Test
    void pidFileOfASuccessorIsLeftAlone() throws IOException {
        Leash first = start(SLEEP);
        Leash second = start(SLEEP);

        first.kill();
        first.onExit().join();

        assertThat(pidFile.livingPid()).hasValue(second.pid());
    }

    @Test
    void pidFileEndsItsProcess() throws Exception {
        Leash leash = start(SLEEP);
        signal("STOP", leash.pid());

        pidFile.end(Duration.ofSeconds(5));

        assertThat(lives(leash.pid())).isFalse();
        assertThat(leash.onExit().join()).isEqualTo(128 + 15);
        assertThat(pidFile.path()).doesNotExist();
    }

    @Test
    void pidFileKillsAProcessThatIgnoresTerm() throws IOException {
        Leash leash = start(DEAF);
        await().until(() -> logged().contains("deaf"));

        pidFile.end(Duration.ofMillis(300));

        assertThat(lives(leash.pid())).isFalse();
    }

    @Test
    void pidFileThatNamesAStrangerEndsNobody() throws IOException {
        Leash leash = start(SLEEP);
        PidFile stale = new PidFile(log.resolveSibling("stale.pid"));
        Files.writeString(stale.path(), leash.pid() + " 1");

        assertThat(stale.livingPid()).isEmpty();
        stale.end(Duration.ofSeconds(1));

        assertThat(leash.isAlive()).isTrue();
        assertThat(stale.path()).doesNotExist();
    }

    @Test
    void programThatDoesNotExistIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> start(List.of("/nowhere/postgres")))
                .withMessageContaining("/nowhere/postgres");
    }

    @Test
    void logThatCannotBeWrittenIsNamed() throws IOException {
        Files.createDirectories(log);

        assertThatIOException().isThrownBy(() -> start(SLEEP)).withMessageContaining(log + ": Is a directory");
        assertThat(pidFile.livingPid()).isEmpty();
    }

    @Test
    void pidFileThatCannotBeWrittenIsNamedAndTheChildLetGo() throws IOException {
        Files.createDirectories(pidFile.path().resolveSibling("child.pid.new"));

        assertThatIOException().isThrownBy(() -> start(SLEEP)).withMessageContaining("cannot write " + pidFile.path());
        // The shell goes when the child has gone.
        await().atMost(3, SECONDS)
                .until(() -> ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void commandThatIsNotOnThePathEndsWithItsReasonInTheLog() throws IOException {
        assertThat(start(List.of("no-such-command")).onExit().join()).isEqualTo(127);
        assertThat(logged()).contains("no-such-command");
    }

    private Leash start(List<String> argv) throws IOException {
        Leash leash = Leash.start(new Leash.Command(argv, Map.of(), log, pidFile.path()));
        started.add(leash);
        return leash;
    }

    private Process jvmHolding(List<String> argv) throws IOException {
        List<String> command = new ArrayList<>(TestJvm.running(
                LeashedSleep.class, log.toString(), pidFile.path().toString()));
        command.addAll(argv);
        return new ProcessBuilder(command).inheritIO().start();
    }

    private long awaitNamed() {
        return await().atMost(20, SECONDS)
                .until(pidFile::livingPid, OptionalLong::isPresent)
                .getAsLong();
    }

    private String logged() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private static boolean lives(long pid) {
        return ProcessLife.startOf(pid).isPresent();
    }

    private static void signal(String signal, long pid) throws Exception {
        int status = new ProcessBuilder("bash", "-c", "kill -" + signal + " " + pid)
                .start()
                .waitFor();
        assertThat(status).isZero();
    }
}
