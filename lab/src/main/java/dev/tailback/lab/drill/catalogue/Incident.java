package dev.tailback.lab.drill.catalogue;

import java.util.List;

/**
 * One that can be practised.
 *
 * @param level 1: one cause in plain sight; 2: the cause is two hops from the symptom; 3: two causes, one of them harmless
 * @param isOfLargeTables whether it is seen only where tables are large
 * @param happened in a sentence, for afterwards
 * @param settings how the shop runs from the beginning
 * @param breaks what makes the incident
 * @param harmless what is set besides, and hurts nobody
 * @param cause as the list of causes calls it
 * @param evidence what points to it, as the list of evidence calls it
 * @param repairs that count
 * @param hints the vaguest first
 * @param way how one comes to the cause
 */
public record Incident(
        String name,
        int level,
        boolean isOfLargeTables,
        String happened,
        List<Change> settings,
        List<Change> breaks,
        List<Change> harmless,
        String cause,
        List<String> evidence,
        List<Repair> repairs,
        List<String> hints,
        String way) {
    public Incident {
        settings = List.copyOf(settings);
        breaks = List.copyOf(breaks);
        harmless = List.copyOf(harmless);
        evidence = List.copyOf(evidence);
        repairs = List.copyOf(repairs);
        hints = List.copyOf(hints);
    }
}
