package dev.tailback.lab.control;

import java.util.List;

/** What was missing and has been started. */
record Started(List<String> started) {
    Started {
        started = List.copyOf(started);
    }
}
