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
        return HealthNote.of(new Answer(URI.create("http://relay/health"), status, json.replace('\'', '"')));
    }
}
