package dev.tailback.lab.scenario;

import dev.tailback.lab.terminal.Refusal;

/** Where something stands in a file; lines and columns count from one. */
public record Place(String file, int line, int column) {
    public Refusal refusal(String sentence) {
        return new Refusal(Refusal.WRONG_USE, this + ": " + sentence);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
