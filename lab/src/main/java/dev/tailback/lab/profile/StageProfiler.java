package dev.tailback.lab.profile;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Http;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A stage that can say where its time goes. */
public final class StageProfiler {
    public static final List<String> STAGES =
            Stream.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY).map(Part::id).toList();

    private static final Duration BESIDES = Duration.ofSeconds(30);
    private static final Duration QUICK = Duration.ofSeconds(5);

    private final Http http;
    private final String stage;
    private final URI uri;

    public StageProfiler(Http http, Places places, String stage) {
        this.http = http;
        this.stage = stage;
        this.uri = URI.create(places.url(Part.of(stage)) + "/admin/profile");
    }

    /** The answer as it is, once the profile is complete. */
    public Answer take(Duration lasts) throws InterruptedException {
        Answer answer = http.post(uri, Map.of("seconds", lasts.toSeconds()), lasts.plus(BESIDES));
        if (!answer.isGood()) {
            throw new Refusal(stage + " cannot be profiled: " + answer.reason());
        }
        return answer;
    }

    /** Whoever waits for it gets it as far as it came. */
    public void end() throws InterruptedException {
        http.delete(uri, QUICK).demandGood();
    }
}
