package dev.tailback.lab.scenario.verdict;

/**
 * A flow alert that fired.
 *
 * @param startsAt the minute of the demo of its first signal, not that in which somebody was told
 */
public record Alert(String rule, double startsAt) {}
