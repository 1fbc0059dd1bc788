package dev.tailback.lab.machine;

/** What a process can be told by the operating system. */
public enum Signal {
    /** It stands still, with all it holds, until it is told to go on; it cannot refuse. */
    STOP,
    CONT,
    /** PostgreSQL takes it for "do not wait for clients". */
    INT;

    /** By the shell's builtin: slim images have no kill program. */
    public void send(long pid) {
        Subprocess.output("bash", "-p", "-c", "kill -" + this + " " + pid);
    }
}
