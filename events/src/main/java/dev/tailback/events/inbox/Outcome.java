package dev.tailback.events.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.support.Acknowledgment;

/** What became of a batch. */
public final class Outcome {
    private static final Duration BEFORE_READING_AGAIN = Duration.ofSeconds(1);

    private final int firstUnfinished;
    private final int size;

    private Outcome(int firstUnfinished, int size) {
        this.firstUnfinished = firstUnfinished;
        this.size = size;
    }

    static Outcome of(List<ConsumerRecord<String, byte[]>> batch, Set<ConsumerRecord<String, byte[]>> unfinished) {
        int index = 0;
        while (index < batch.size() && !unfinished.contains(batch.get(index))) {
            index++;
        }
        return new Outcome(index, batch.size());
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
            acknowledgment.acknowledge();
        } else {
            acknowledgment.nack(firstUnfinished, BEFORE_READING_AGAIN);
        }
    }
}
