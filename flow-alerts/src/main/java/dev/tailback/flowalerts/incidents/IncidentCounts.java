package dev.tailback.flowalerts.incidents;

/**
 * What became of verdicts and incidents since the start.
 *
 * @param kept incidents that are known now, those that are over among them
 * @param repeated verdicts that said again what was known
 * @param unknown ends of incidents that nobody knows
 * @param dropped incidents that were over and had to go for others
 * @param turnedAway incidents for which there was no room, since all that were known are open
 */
public record IncidentCounts(
        int pending, int firing, int kept, long repeated, long unknown, long dropped, long turnedAway) {}
