package dev.tailback.events.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.support.Acknowledgment;

/** What became of a batch. */
public final class Outcome {
    private final int firstUnfinished;
    private final int size;
    private final Duration took;
    private final Offsets offsets;

    private Outcome(int firstUnfinished, int size, Duration took, Offsets offsets) {
        this.firstUnfinished = firstUnfinished;
        this.size = size;
        this.took = took;
        this.offsets = offsets;
    }

    static Outcome of(
            List<ConsumerRecord<String, byte[]>> batch,
            Set<ConsumerRecord<String, byte[]>> unfinished,
            Duration took,
            Offsets offsets) {
        int index = 0;
        while (index < batch.size() && !unfinished.contains(batch.get(index))) {
            index++;
        }
        return new Outcome(index, batch.size(), took, offsets);
    }

    public boolean finished() {
        return firstUnfinished == size;
    }

    int firstUnfinished() {
        return firstUnfinished;
    }

    /** Commits offsets up to the first unfinished record; what follows it is read again, which the inbox absorbs. */
    public void settle(Acknowledgment acknowledgment) {
        if (finished()) {
            offsets.commit(acknowledgment, took);
        } else {
            offsets.commitBefore(firstUnfinished, acknowledgment);
        }
    }
}
