package dev.tailback.lab.doctor;

/**
 * One line of what the doctor found.
 *
 * @param number what was measured, for programs; {@code found} says it to people
 * @param limit from which on the number is bad
 * @param advice what to do; empty when all is well
 */
public record Check(String name, Verdict verdict, double number, double limit, String found, String advice) {
    static Check of(String name, Verdict verdict, double number, double limit, String found, String advice) {
        return new Check(name, verdict, number, limit, found, verdict == Verdict.OK ? "" : advice);
    }

    /** For a part that says nothing: nobody knows how it does. */
    static Check silent(String name, String why) {
        return new Check(
                name, Verdict.BAD, 0, 0, why, "./tailback status tells which process ended, ./tailback logs why");
    }

    /** For whoever practises: what was found, and no word of what is behind it. */
    public Check withoutAdvice() {
        return new Check(name, verdict, number, limit, found, "");
    }

    public boolean isBad() {
        return verdict == Verdict.BAD;
    }
}
