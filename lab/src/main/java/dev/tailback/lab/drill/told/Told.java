package dev.tailback.lab.drill.told;

import dev.tailback.lab.drill.Course;
import dev.tailback.lab.drill.Losses;
import dev.tailback.lab.drill.Moment;
import dev.tailback.lab.drill.Score;
import dev.tailback.lab.drill.Timeline;
import dev.tailback.lab.drill.catalogue.Catalogue;
import dev.tailback.lab.drill.catalogue.Plan;
import dev.tailback.lab.drill.catalogue.Repair;
import dev.tailback.lab.drill.catalogue.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drill as whoever practises is told of it; public JSON. What would give it away is absent until it is over.
 *
 * @param hides whether something is kept from everybody
 * @param level of the incident; told from the beginning, as a seed tells it
 * @param struckAt when something was broken; absent while that is kept
 * @param seconds since the drill began, or how long it took
 * @param left seconds until time is over; absent before something is seen
 * @param shop how the shop is, by its own figures
 * @param nextHint what the next hint costs; absent when there is none
 * @param trouble what broke the drill off; absent if nothing did
 */
public record Told(
        String state,
        boolean hides,
        int level,
        long seed,
        Instant beganAt,
        @Nullable Instant struckAt,
        long seconds,
        @Nullable Long left,
        @Nullable Long detectSeconds,
        @Nullable Long diagnoseSeconds,
        @Nullable Long repairSeconds,
        String shop,
        long lostOrders,
        List<String> hints,
        @Nullable Integer nextHint,
        List<Guess> guesses,
        List<Moment> timeline,
        @Nullable List<Score.Line> score,
        @Nullable Integer total,
        @Nullable Answer answer,
        @Nullable String file,
        @Nullable String trouble) {
    public record Guess(String cause, boolean right) {}

    /** What it was, for afterwards. */
    public record Answer(
            String incident,
            String happened,
            List<String> settings,
            List<String> set,
            List<String> harmless,
            String cause,
            String says,
            List<String> evidence,
            List<String> repairs,
            String way) {}

    public static Told of(
            Plan plan,
            Catalogue catalogue,
            Course course,
            Timeline timeline,
            Losses losses,
            boolean isOpen,
            String shop,
            @Nullable String trouble) {
        boolean isOver = course.state().isOver() || trouble != null;
        boolean isAudited = course.audit() != null;
        Score score = Score.of(course, losses);
        Instant began = course.began() == null ? Instant.now() : course.began();
        Instant until = course.over() == null ? Instant.now() : course.over();
        return new Told(
                course.state().word(),
                !isOver && !isOpen,
                plan.incident().level(),
                plan.seed(),
                began,
                isOver || isOpen ? course.struck() : null,
                Duration.between(began, until).toSeconds(),
                left(plan, course),
                seconds(course.detecting().orElse(null)),
                seconds(course.diagnosing().orElse(null)),
                seconds(course.repairing().orElse(null)),
                shop,
                losses.orders(),
                plan.incident().hints().subList(0, course.hints()),
                isOver || course.hints() == Course.MOST_HINTS ? null : Score.HINTS.get(course.hints()),
                course.guesses().stream()
                        .map(each -> new Guess(each.cause(), each.isRight()))
                        .toList(),
                timeline.told(isOver),
                isAudited ? score.lines() : null,
                isAudited ? score.total() : null,
                isOver ? answer(plan, catalogue) : null,
                isAudited ? DrillFolder.name(plan, began) : null,
                trouble);
    }

    private static @Nullable Long left(Plan plan, Course course) {
        Instant struck = course.struck();
        return struck == null || course.seen() == null || !course.state().isOpen()
                ? null
                : (Long) Math.max(
                        0,
                        Duration.between(Instant.now(), struck.plus(plan.lasts()))
                                .toSeconds());
    }

    private static @Nullable Long seconds(@Nullable Duration time) {
        return time == null ? null : (Long) time.toSeconds();
    }

    private static Answer answer(Plan plan, Catalogue catalogue) {
        return new Answer(
                plan.incident().name(),
                plan.incident().happened(),
                words(plan.settings()),
                words(plan.breaks()),
                words(plan.harmless()),
                plan.incident().cause(),
                catalogue.demandCause(plan.incident().cause()),
                plan.incident().evidence().stream()
                        .map(catalogue::demandEvidence)
                        .toList(),
                plan.incident().repairs().stream().map(Repair::toString).toList(),
                plan.incident().way());
    }

    private static List<String> words(List<Setting> settings) {
        return settings.stream().map(Setting::toString).toList();
    }
}
