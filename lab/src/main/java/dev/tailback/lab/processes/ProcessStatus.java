package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.machine.Memory;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code status}: public JSON, so fields are only ever added.
 *
 * @param cause of its death
 * @param restarts how often it was started again after it had died; absent when never
 * @param lastDeath its cause and time; absent when it never died
 * @param note what else somebody should know who looks at it
 */
public record ProcessStatus(
        String name,
        @Nullable Long pid,
        String state,
        int port,
        @Nullable Long rssKb,
        @Nullable Long pssKb,
        @Nullable Double readySeconds,
        @Nullable String cause,
        @Nullable String note,
        @Nullable Long restarts,
        @Nullable String lastDeath) {

    static ProcessStatus stopped(String name, int port) {
        return new ProcessStatus(
                name, null, ProcessState.STOPPED.word(), port, null, null, null, null, null, null, null);
    }

    /** Whoever answers is up. */
    static ProcessStatus ofLab(long pid, int port) {
        return new ProcessStatus(Part.LAB, pid, ProcessState.UP.word(), port, null, null, null, null, null, null, null);
    }

    /** Of one that others started; as what is known of it says. */
    static ProcessStatus seen(String name, int port) {
        return new ProcessStatus(name, null, ProcessState.UP.word(), port, null, null, null, null, null, null, null);
    }

    public boolean is(ProcessState wanted) {
        return wanted.word().equals(state);
    }

    ProcessStatus withoutPid() {
        return new ProcessStatus(name, null, state, port, rssKb, pssKb, readySeconds, cause, note, restarts, lastDeath);
    }

    ProcessStatus with(Memory memory) {
        return new ProcessStatus(
                name, pid, state, port, memory.rssKb(), memory.pssKb(), readySeconds, cause, note, restarts, lastDeath);
    }

    ProcessStatus with(HealthNote health) {
        String noted = Stream.of(note, health.text())
                .filter(Objects::nonNull)
                .reduce((own, told) -> own + "; " + told)
                .orElse(null);
        String shown = health.isWell() ? state : ProcessState.UNWELL.word();
        return new ProcessStatus(name, pid, shown, port, rssKb, pssKb, readySeconds, cause, noted, restarts, lastDeath);
    }
}
