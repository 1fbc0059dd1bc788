package dev.tailback.lab.load;

/** How many orders are where. Those turned away were never sent: too many others were under way. */
public record Tally(int sent, int accepted, int confirmed, int rejected, int failed, int turnedAway) {
    public int inFlight() {
        return sent - confirmed - rejected - failed;
    }
}
