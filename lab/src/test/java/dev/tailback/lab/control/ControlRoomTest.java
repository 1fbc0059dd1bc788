package dev.tailback.lab.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.util.RawValue;

class ControlRoomTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Web web = new Web();
    private final PageToken token = PageToken.random();
    private ControlRoom room;

    record Lamp(String colour, int brightness) {
        Lamp {
            if (brightness > 100) {
                throw new IllegalArgumentException("brightness " + brightness + " is not allowed: up to 100");
            }
        }
    }

    @BeforeEach
    void open() throws IOException {
        room = new ControlRoom(
                0,
                token,
                List.of(
                        Route.get("/lamp", asked -> Reply.json(Map.of("light", "off"))),
                        Route.post("/lamp", asked -> Reply.json(asked.body(Lamp.class))),
                        Route.post("/fuse", asked -> {
                            throw new Refusal("the fuse is blown");
                        })));
    }

    @AfterEach
    void close() {
        room.close();
        web.close();
    }

    @Test
    void severalMethodsLiveAtOnePath() throws InterruptedException {
        assertThat(web.get(at("/lamp"), SOON).text()).isEqualTo("{\"light\":\"off\"}");
        assertThat(post("/lamp", Map.of("colour", "red", "brightness", 7)).text())
                .isEqualTo("{\"colour\":\"red\",\"brightness\":7}");
        assertThat(web.patch(at("/lamp"), Map.of(), SOON).reason())
                .isEqualTo("PATCH is not allowed at /lamp: GET, POST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'colour':'red','brightness':3,'smell':1} | smell is not known",
                "{'colour':'red','brightness':'bright'}    | brightness: Cannot deserialize",
                "{'colour':'red','brightness':101}         | brightness 101 is not allowed: up to 100",
                "{'colour':                                | the body is not JSON at line 1",
                "[]                                        | the body: Cannot deserialize",
                "null                                      | a JSON object is allowed, but got null",
                "{'colour':'red','colour':'blue'}          | Duplicate",
            })
    void whatIsWrongWithABodyIsSaid(String body, String sentence) throws Exception {
        Answer answer = postRaw("/lamp", body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).contains(sentence);
    }

    @Test
    void aTerminalNeedsNoBodyAndNoContentType() throws InterruptedException {
        assertThat(web.send("POST", at("/fuse"), null, Map.of(), SOON))
                .returns(409, Answer::status)
                .returns("the fuse is blown", Answer::reason);
    }

    @Test
    void aParameterThatIsNotKnownIsRefused() throws InterruptedException {
        assertThat(web.get(at("/lamp?colour=red"), SOON))
                .returns(400, Answer::status)
                .returns("the parameter 'colour' is not known here; allowed: none", Answer::reason);
    }

    @Test
    void aBodyIsBounded() throws InterruptedException {
        Answer answer = post("/lamp", Map.of("colour", "x".repeat(ControlRoom.LARGEST_BODY)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.reason()).contains("65536 bytes");
    }

    @Test
    void whatCannotBeDoneNowIsAConflict() throws InterruptedException {
        assertThat(post("/fuse", Map.of())).returns(409, Answer::status).returns("the fuse is blown", Answer::reason);
    }

    @Test
    void aPageShowsTheTokenOfThisLab() throws InterruptedException {
        Map<String, String> page = Map.of("Origin", "http://127.0.0.1:" + room.port());

        assertThat(web.send("POST", at("/lamp"), Map.of(), page, SOON))
                .returns(403, Answer::status)
                .returns(
                        "X-Tailback-Page is missing; allowed: the token that GET /api/room/stream tells the lab's own page",
                        Answer::reason);
        assertThat(web.send("POST", at("/lamp"), Map.of(), shown(page, PageToken.random()), SOON)
                        .status())
                .isEqualTo(403);
        assertThat(web.send("POST", at("/lamp"), new Lamp("red", 1), shown(page, token), SOON)
                        .status())
                .isEqualTo(200);
        assertThat(web.send("GET", at("/lamp"), null, page, SOON).status()).isEqualTo(200);
    }

    private static Map<String, String> shown(Map<String, String> page, PageToken token) {
        return Map.of("Origin", String.valueOf(page.get("Origin")), "X-Tailback-Page", token.text());
    }

    @Test
    void twoRoutesOfOneNameAreAMistake() {
        Route.Action nothing = asked -> Reply.json(Map.of());

        assertThatThrownBy(() -> new ControlRoom(
                        0, PageToken.random(), List.of(Route.get("/a", nothing), Route.get("/a", nothing))))
                .hasMessage("two routes for GET /a; one is allowed");
    }

    private Answer post(String path, Object body) throws InterruptedException {
        return web.post(at(path), body, SOON);
    }

    private Answer postRaw(String path, String body) throws Exception {
        return web.post(at(path), new RawValue(body), SOON);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + room.port() + path);
    }
}
