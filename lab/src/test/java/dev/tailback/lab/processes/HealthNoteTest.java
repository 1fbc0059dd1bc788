package dev.tailback.lab.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.web.Answer;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthNoteTest {
    @Test
    void aLeaderThatIsWellNeedsNoNote() {
        assertThat(note(200, "{'status':'up','role':'leading','slot':{'wal_status':'reserved'}}"))
                .isNull();
    }

    @Test
    void whoAnswersOtherwiseThanWellIsUnwell() {
        ProcessStatus checkout =
                new ProcessStatus("checkout", 4711L, "up", 8082, null, null, null, null, "was paused", null, null);

        assertThat(checkout.with(health(200, "{'status':'up'}"))).isEqualTo(checkout);
        assertThat(checkout.with(health(503, "{'status':'down','reason':'no database connection'}")))
                .satisfies(shown -> {
                    assertThat(shown.state()).isEqualTo("unwell");
                    assertThat(shown.note()).isEqualTo("was paused; no database connection");
                });
    }

    @Test
    void aFollowerSaysSo() {
        assertThat(note(200, "{'status':'up','role':'following'}")).isEqualTo("follows; another relay leads");
    }

    @Test
    void aReasonAndAWarningAreBothTold() {
        assertThat(note(
                        503,
                        "{'status':'starting','role':'following','reason':'waiting','warning':'the slot is lost'}"))
                .isEqualTo("waiting; the slot is lost");
    }

    private static @Nullable String note(int status, String json) {
        return health(status, json).text();
    }

    private static HealthNote health(int status, String json) {
        return HealthNote.of(new Answer(URI.create("http://relay/health"), status, json.replace('\'', '"')));
    }
}
