package dev.tailback.lab.bench;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.physics.StageDefaults;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How the stages of an order make transactions of records: read, set, and set back. */
final class Dispatching {
    /** As the stages have it: few large transactions, and retries that back off within a budget. */
    static final Map<String, Object> STURDY = Map.of(
            "records_per_transaction", StageDefaults.RECORDS_PER_TRANSACTION,
            "transactions_in_flight", StageDefaults.TRANSACTIONS_IN_FLIGHT,
            "retry",
                    Map.of(
                            "attempts",
                            StageDefaults.ATTEMPTS,
                            "first",
                            StageDefaults.FIRST_PAUSE.toString(),
                            "longest",
                            StageDefaults.LONGEST_PAUSE.toString(),
                            "budget",
                            StageDefaults.RETRY_BUDGET));

    /** One record after the other, ten attempts at once: what spring-kafka does unless told otherwise. */
    static final Map<String, Object> NAIVE = Map.of(
            "records_per_transaction", 1,
            "transactions_in_flight", 1,
            "retry", Map.of("attempts", 10, "first", "PT0S", "longest", "PT0S", "budget", 1));

    private static final List<Part> STAGES = List.of(Part.CHECKOUT, Part.INVENTORY);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Web web;
    private final Ports ports;
    private final Map<Part, JsonNode> before = new EnumMap<>(Part.class);

    Dispatching(Web web, Ports ports) throws InterruptedException {
        this.web = web;
        this.ports = ports;
        for (Part stage : STAGES) {
            before.put(stage, demandGood(web.get(uri(stage), PATIENCE)).json());
        }
    }

    void use(Map<String, Object> settings) throws InterruptedException {
        for (Part stage : STAGES) {
            demandGood(web.patch(uri(stage), settings, PATIENCE));
        }
    }

    void setBack() throws InterruptedException {
        for (Map.Entry<Part, JsonNode> settings : before.entrySet()) {
            demandGood(web.patch(uri(settings.getKey()), settings.getValue(), PATIENCE));
        }
    }

    private URI uri(Part stage) {
        return URI.create(ports.url(stage) + "/admin/dispatch");
    }

    private static Answer demandGood(Answer answer) {
        if (!answer.isGood()) {
            throw new Refusal(answer.from() + " answered " + answer.status() + ": " + answer.reason());
        }
        return answer;
    }
}
