package dev.tailback.lab.journeys;

import org.jspecify.annotations.Nullable;

/**
 * Which products are looked at and bought.
 *
 * @param skew how unequally, as the exponent of Zipf's law
 * @param hotSku everybody wants this one; null for no such fashion
 */
public record Taste(double skew, @Nullable String hotSku) {
    public static final Taste EVEN = new Taste(0, null);
}
