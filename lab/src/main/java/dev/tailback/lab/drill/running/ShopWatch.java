package dev.tailback.lab.drill.running;

import dev.tailback.lab.drill.Moment.Who;
import dev.tailback.lab.drill.Timeline;
import dev.tailback.lab.drill.Wellness;
import dev.tailback.lab.room.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How the shop is by its own figures, and a note whenever that changes. */
final class ShopWatch {
    private static final Duration STALE = Duration.ofSeconds(15);
    private static final Duration LETTERS_STAY = Duration.ofSeconds(10);

    private final Room room;
    private final Timeline timeline;
    private String noted = "";
    private double letters = Double.NaN;
    private Instant lettersGrew = Instant.MIN;
    private volatile String words = "";

    ShopWatch(Room room, Timeline timeline) {
        this.room = room;
        this.timeline = timeline;
    }

    Wellness.Look look() {
        Instant now = Instant.now();
        Optional<Room.Sight> sight =
                room.sight().filter(last -> Duration.between(last.at(), now).compareTo(STALE) < 0);
        if (sight.isEmpty()) {
            return Wellness.Look.UNWELL;
        }
        String state = sight.get().state().state();
        words = state + ". " + sight.get().state().why();
        if (!state.equals(noted)) {
            noted = state;
            timeline.add(now, Who.SHOP, words);
        }
        if (haveLettersGrown(sight.get(), now)) {
            return Wellness.Look.UNWELL;
        }
        return switch (sight.get().state().level()) {
            case 0 -> Wellness.Look.WELL;
            case 1 -> Wellness.Look.CALM;
            default -> Wellness.Look.UNWELL;
        };
    }

    /** A record that nobody could process is seen in no other figure. */
    private boolean haveLettersGrown(Room.Sight sight, Instant now) {
        sight.deadLetters().ifPresent(seen -> {
            if (seen > letters) {
                lettersGrew = now;
            }
            letters = seen;
        });
        return !lettersGrew.equals(Instant.MIN)
                && Duration.between(lettersGrew, now).compareTo(LETTERS_STAY) < 0;
    }

    /** As whoever practises is told; empty until it is known. */
    String words() {
        return words;
    }
}
