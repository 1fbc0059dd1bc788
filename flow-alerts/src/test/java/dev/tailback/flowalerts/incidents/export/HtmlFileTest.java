package dev.tailback.flowalerts.incidents.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.Incidents;
import dev.tailback.flowalerts.incidents.Samples;
import dev.tailback.flowalerts.incidents.casefile.Written;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlFileTest {
    private static final Pattern JSON =
            Pattern.compile("<script type=\"application/json\" id=\"incident\">(.*?)</script>", Pattern.DOTALL);

    private static Incident incidentOf(String service) {
        Incidents incidents = Incidents.open(null);
        incidents.take(
                Samples.RULE,
                Samples.fired("a1", Samples.NOON, Map.of("service.name", service, "<b>" + service, service)));
        return incidents.find("a1").orElseThrow();
    }

    private static String page(Incident incident) {
        return new String(HtmlFile.of(incident), UTF_8);
    }

    @Test
    void carriesTheIncidentAsJson() {
        Incident incident = incidentOf("</script><script>alert(1)</script>\u2028\u202e<!--");
        Matcher json = JSON.matcher(page(incident));

        assertThat(json.find()).isTrue();
        assertThat(Written.JSON.readValue(json.group(1), Incident.class)).isEqualTo(incident);
    }

    @Test
    void markupStaysText() {
        String page = page(incidentOf("</td></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"));

        assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;amp;");
        assertThat(page).doesNotContain("<img", "<script>", "<b>");
        assertThat(page.split("<script", -1)).hasSize(2);
    }

    @Test
    void whatTurnsOrHidesTextIsShownAsWhatItIs() {
        String page = page(incidentOf("abc\u202egpj.exe\u0000\u001b[2J\u200b\ud800"));

        assertThat(page).contains("abc\\u202egpj.exe\\u0000\\u001b[2J\\u200b\\ud800");
        assertThat(page).doesNotContain("\u202e", "\u0000", "\u001b", "\u200b");
    }

    @Test
    void aTextOfAMegabyteIsShortened() {
        assertThat(HtmlFile.of(incidentOf("x".repeat(1 << 20))).length).isLessThan(40_000);
    }

    @Test
    void needsNothingFromElsewhere() {
        String page = page(incidentOf("checkout"));

        assertThat(page).contains("default-src 'none'").doesNotContain("src=", "@import", "url(");
        assertThat(page.replaceAll("https://runbooks.example/pool", "")).doesNotContain("http:", "https:");
    }
}
