package dev.tailback.flowalerts.exposition;

import static dev.tailback.flowalerts.incidents.Samples.NOON;
import static dev.tailback.flowalerts.incidents.Samples.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.incidents.Incidents;
import dev.tailback.flowalerts.incidents.Samples;
import dev.tailback.flowalerts.incidents.notify.DestinationState;
import dev.tailback.lab.testing.Promtool;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentFamiliesTest {
    private static final DestinationState WELL = new DestinationState("webhook", "hooks.example", 3, 0, 0, 0, null);
    private static final DestinationState ILL =
            new DestinationState("webhook", "hooks.example", 1, 4, 2, 7, "HTTP 503");

    private final Incidents incidents = Incidents.open(null);

    private String open() {
        return PrometheusText.of(List.of(IncidentFamilies.open(List.of("lag-growing", RULE.name()), incidents.all())));
    }

    @Test
    void openOnesAreCountedByRuleAndStateFromZeroOn() {
        assertThat(open())
                .contains("flow_alerts_incidents_open{rule=\"lag-growing\",state=\"firing\"} 0")
                .contains("flow_alerts_incidents_open{rule=\"pool-exhausted\",state=\"firing\"} 0");

        incidents.take(RULE, Samples.fired("a1", NOON));
        assertThat(open())
                .contains("flow_alerts_incidents_open{rule=\"pool-exhausted\",state=\"firing\"} 1")
                .contains("flow_alerts_incidents_open{rule=\"pool-exhausted\",state=\"pending\"} 0");

        incidents.take(RULE, Samples.resolved("a1", NOON, NOON.plusSeconds(5)));
        assertThat(open()).contains("flow_alerts_incidents_open{rule=\"pool-exhausted\",state=\"firing\"} 0");
    }

    @Test
    void oneOfARuleThatIsNoLongerInForceIsCountedToo() {
        incidents.take(RULE, Samples.fired("a1", NOON));

        assertThat(PrometheusText.of(List.of(IncidentFamilies.open(List.of(), incidents.all()))))
                .contains("flow_alerts_incidents_open{rule=\"pool-exhausted\",state=\"firing\"} 1");
    }

    @Test
    void twoWebhooksOfOneHostHaveSeriesOfTheirOwn() {
        assertThat(PrometheusText.of(IncidentFamilies.notifications(List.of(WELL, ILL))))
                .contains("flow_alerts_notifications_total{to=\"webhook-1\",host=\"hooks.example\",outcome=\"sent\"} 3")
                .contains(
                        "flow_alerts_notifications_total{to=\"webhook-2\",host=\"hooks.example\",outcome=\"failed\"} 4")
                .contains(
                        "flow_alerts_notifications_total{to=\"webhook-2\",host=\"hooks.example\",outcome=\"dropped\"} 2")
                .contains("flow_alerts_notifications_waiting{to=\"webhook-2\",host=\"hooks.example\"} 7")
                .contains("flow_alerts_notifications_up{to=\"webhook-1\",host=\"hooks.example\"} 1")
                .contains("flow_alerts_notifications_up{to=\"webhook-2\",host=\"hooks.example\"} 0");
    }

    @Test
    void prometheusTakesThem() throws Exception {
        incidents.take(RULE, Samples.fired("a1", NOON));
        String page = open()
                + PrometheusText.of(IncidentFamilies.kept(incidents.counts(), incidents.journal()))
                + PrometheusText.of(IncidentFamilies.notifications(List.of(WELL, ILL)));

        Promtool.assertHasNothingToSayOf(page);
    }
}
