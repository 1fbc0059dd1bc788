package dev.tailback.lab.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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

    @Test
    void whoTakesTheConnectionAndSaysNothingIsSilent() throws Exception {
        try (Web web = new Web();
                ServerSocket paused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(HealthNote.silence(web, URI.create("http://127.0.0.1:" + paused.getLocalPort() + "/health")))
                    .hasValueSatisfying(why -> assertThat(why).contains("did not answer within 1000 ms"));
        }
    }

    @Test
    void whoSaysThatItIsUnwellIsNotSilent() throws Exception {
        HttpServer unwell = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        unwell.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        unwell.start();
        try (Web web = new Web()) {
            assertThat(HealthNote.silence(
                            web,
                            URI.create("http://127.0.0.1:" + unwell.getAddress().getPort() + "/health")))
                    .isEmpty();
        } finally {
            unwell.stop(0);
        }
    }
}
