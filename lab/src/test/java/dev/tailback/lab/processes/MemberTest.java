package dev.tailback.lab.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.home.Part;
import org.junit.jupiter.api.Test;

class MemberTest {
    private final Member member = new Member(Part.CHECKOUT, 8082, false);

    @Test
    void aCrashIsRevivedAfterAPause() {
        runs();
        member.died("exit status 3");

        assertThat(member.isToBeRevived()).isFalse();
        assertThat(member.status().note()).isEqualTo("it is started again 1 s after its death");
        await().until(member::isToBeRevived);
        member.isRevived();
        runs();

        assertThat(member.status().restarts()).isEqualTo(1);
        assertThat(member.status().lastDeath()).startsWith("exit status 3 at ");
        assertThat(member.status().note()).startsWith("started again once, the last time after: exit status 3 at ");
    }

    @Test
    void anEndThatIsWantedIsNotRevivedUntilSomebodyStartsItAgain() {
        runs();
        member.endIsWanted();
        member.died("killed by signal 9 (KILL)");
        assertThat(member.prospect()).isEmpty();

        member.isLookedAfter();
        runs();
        member.died("killed by signal 9 (KILL)");

        assertThat(member.prospect()).hasValue("it is started again 1 s after its death");
    }

    @Test
    void oneThatDiesAgainAndAgainIsGivenUpAndThatIsSaid() {
        for (int times = 0; times < Revival.MOST; times++) {
            member.isRevived();
        }
        member.died("exit status 3");

        assertThat(member.isToBeRevived()).isFalse();
        assertThat(member.status().note())
                .startsWith("it was started again 5 times within 10 min and is not any more; started again 5 times");
    }

    @Test
    void inALabThatLeavesTheDeadNobodyIsRevived() {
        Member left = new Member(Part.CHECKOUT, 8082, true);
        left.isLookedAfter();
        left.died("exit status 3");

        assertThat(left.prospect()).isEmpty();
        assertThat(left.isToBeRevived()).isFalse();
    }

    private void runs() {
        member.begins();
        assertThat(member.isReady()).isTrue();
    }
}
