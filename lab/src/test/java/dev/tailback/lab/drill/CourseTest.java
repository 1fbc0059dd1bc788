package dev.tailback.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.terminal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CourseTest {
    static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    static Happening.Named named(long seconds, boolean isRight) {
        return new Happening.Named(at(seconds), "a@b", isRight, List.of("x", "y"), 1);
    }

    static Course of(Happening... happenings) {
        return Stream.of(happenings).reduce(Course.PLANNED, Course::after, (one, other) -> other);
    }

    private static final Happening BEGAN = new Happening.Began(START);
    private static final Happening STRUCK = new Happening.Struck(at(40));
    private static final Happening NOTICED = new Happening.Noticed(at(60));
    private static final Happening RIGHT = named(120, true);
    private static final Happening RECOVERED = new Happening.Recovered(at(170), at(160));
    private static final Happening AUDITED = new Happening.Audited(at(180), true, "lost=0");
    private static final Happening GAVE_UP = new Happening.GaveUp(at(200));
    private static final Happening HINTED = new Happening.Hinted(at(70));
    private static final Happening TRIED = new Happening.Tried(at(130), "restart inventory", true);

    private static Course in(State state) {
        return switch (state) {
            case PLANNED -> Course.PLANNED;
            case RUNNING -> of(BEGAN, STRUCK);
            case SEEN -> of(BEGAN, STRUCK, NOTICED);
            case DIAGNOSED -> of(BEGAN, STRUCK, NOTICED, RIGHT);
            case REPAIRED -> of(BEGAN, STRUCK, NOTICED, RIGHT, RECOVERED);
            case AUDITED -> of(BEGAN, STRUCK, NOTICED, RIGHT, RECOVERED, AUDITED);
            case GIVEN_UP -> of(BEGAN, STRUCK, GAVE_UP);
        };
    }

    @ParameterizedTest
    @EnumSource
    void eachStateIsReached(State state) {
        assertThat(in(state).state()).isEqualTo(state);
    }

    @Test
    void itIsKnownHowLongEachStepTook() {
        Course course = in(State.AUDITED);

        assertThat(course.detecting()).contains(Duration.ofSeconds(20));
        assertThat(course.diagnosing()).contains(Duration.ofSeconds(60));
        assertThat(course.repairing()).contains(Duration.ofSeconds(40));
    }

    @Test
    void whatWasRepairedBeforeItWasNamedTookNoTimeToRepair() {
        Course course = of(BEGAN, STRUCK, NOTICED, RIGHT, new Happening.Recovered(at(130), at(100)));

        assertThat(course.repairing()).contains(Duration.ZERO);
    }

    @Test
    void whatIsSeenBeforeThereIsAnythingIsAFalseAlarm() {
        Course course = of(BEGAN, NOTICED);

        assertThat(course.state()).isEqualTo(State.RUNNING);
        assertThat(course.falseAlarms()).isEqualTo(1);
        assertThat(course.after(STRUCK).after(NOTICED).state()).isEqualTo(State.SEEN);
    }

    @Test
    void aWrongCauseIsCountedAndAnotherMayBeNamed() {
        Course course = of(BEGAN, STRUCK, NOTICED, named(100, false), RIGHT);

        assertThat(course.guesses()).extracting(Happening.Named::isRight).containsExactly(false, true);
        assertThat(course.state()).isEqualTo(State.DIAGNOSED);
    }

    @Test
    void thereAreThreeHints() {
        Course course = of(BEGAN, HINTED, HINTED, HINTED);

        assertThat(course.hints()).isEqualTo(3);
        assertThatThrownBy(() -> course.after(HINTED)).hasMessageContaining("all 3 hints were given");
    }

    @Test
    void whatWasGivenUpIsAuditedTooAndStaysGivenUp() {
        Course course = of(BEGAN, STRUCK, GAVE_UP, AUDITED);

        assertThat(course.state()).isEqualTo(State.GIVEN_UP);
        assertThat(course.audit()).isEqualTo(AUDITED);
        assertThatThrownBy(() -> course.after(AUDITED)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotComeNextIsRefused(State state) {
        Course course = in(state);
        List<State> open = List.of(State.RUNNING, State.SEEN, State.DIAGNOSED);

        assertAllowed(course, BEGAN, state == State.PLANNED);
        assertAllowed(course, STRUCK, false);
        assertAllowed(course, NOTICED, state == State.RUNNING);
        assertAllowed(course, RIGHT, state == State.SEEN);
        assertAllowed(course, HINTED, open.contains(state));
        assertAllowed(course, TRIED, open.contains(state));
        assertAllowed(course, RECOVERED, state == State.DIAGNOSED);
        assertAllowed(course, AUDITED, state == State.REPAIRED || state == State.GIVEN_UP);
        assertAllowed(course, GAVE_UP, state == State.PLANNED || open.contains(state));
    }

    private static void assertAllowed(Course course, Happening happening, boolean isAllowed) {
        if (isAllowed) {
            assertThat(course.after(happening)).isNotEqualTo(course);
        } else {
            assertThatThrownBy(() -> course.after(happening))
                    .as(course.state() + " " + happening)
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("the drill is " + course.state().word() + ": ");
        }
    }
}
