package dev.tailback.stage.profile;

import dev.tailback.stage.http.Problem;
import dev.tailback.stage.profile.Profiler.Busy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the stage's time goes, from now on and for so long. */
@RestController
@RequestMapping("/admin/profile")
class ProfileHttp {
    private final Profiler profiler;
    private final String stage;

    ProfileHttp(Profiler profiler, @Value("${spring.application.name}") String stage) {
        this.profiler = profiler;
        this.stage = stage;
    }

    @GetMapping
    State state() {
        return new State(profiler.runsUntil().orElse(null));
    }

    /** Answers when it is complete. */
    @PostMapping
    Shown take(@RequestBody Wanted wanted) throws InterruptedException {
        long longest = Profiler.LONGEST.toSeconds();
        if (wanted.seconds() == null || wanted.seconds() < 1 || wanted.seconds() > longest) {
            throw Problem.invalid("seconds", wanted.seconds(), "1 to " + longest);
        }
        try {
            return Shown.of(stage, profiler.take(Duration.ofSeconds(wanted.seconds())));
        } catch (Busy busy) {
            throw Problem.of(HttpStatus.CONFLICT, String.valueOf(busy.getMessage()));
        }
    }

    /** Whoever waits for it gets it as far as it came. */
    @DeleteMapping
    State end() {
        profiler.end();
        return state();
    }

    record State(@Nullable Instant until) {}

    record Wanted(@Nullable Integer seconds) {}

    record Shown(
            String service,
            Instant startedAt,
            double seconds,
            long looks,
            long lost,
            int mostThreads,
            List<Stack> stacks) {
        static Shown of(String stage, Profile profile) {
            return new Shown(
                    stage,
                    profile.startedAt(),
                    profile.lasted().toMillis() / 1e3,
                    profile.looks(),
                    profile.lost(),
                    profile.mostThreads(),
                    profile.stacks().stream().map(Stack::of).toList());
        }
    }

    record Stack(List<String> frames, String activity, double millis, long samples) {
        static Stack of(Profile.Stack stack) {
            return new Stack(
                    stack.frames(),
                    stack.activity().name().toLowerCase(Locale.ROOT),
                    Math.round(stack.spent().toNanos() / 1e4) / 1e2,
                    stack.samples());
        }
    }
}
