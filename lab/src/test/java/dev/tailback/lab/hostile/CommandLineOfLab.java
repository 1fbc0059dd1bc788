package dev.tailback.lab.hostile;

import java.util.List;

/** The command line, with the lab's home said already. */
public interface CommandLineOfLab {

    Said run(List<String> words) throws Exception;

    /** @param output of both streams, as a terminal would get it */
    record Said(int exitCode, String output) {}
}
