package dev.tailback.lab.faults.stages;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The two switches of a stage's {@code /demo}. Its reset throws both, so the other is thrown back. */
final class DemoSwitches {
    private static final String DEMO = "/demo";
    private static final String SLOW_QUERIES = "slow_queries";
    private static final String DELAY_MS = "delay_ms";
    private static final String HELD_CONNECTIONS = "held_connections";

    private final Stages stages;

    DemoSwitches(Stages stages) {
        this.stages = stages;
    }

    /** 0 when queries are not delayed. */
    long delayMillis(String stage) throws InterruptedException {
        return delayIn(stages.get(stage, DEMO));
    }

    void delay(String stage, long millis) throws InterruptedException {
        stages.post(stage, "/demo/enable-slow-queries", Map.of(DELAY_MS, millis));
    }

    int held(String stage) throws InterruptedException {
        return stages.get(stage, DEMO).path(HELD_CONNECTIONS).asInt();
    }

    void hold(String stage, int connections) throws InterruptedException {
        stages.post(stage, "/demo/simulate-pool-exhaustion", Map.of("connections", connections));
    }

    void endDelay(String stage) throws InterruptedException {
        int held = held(stage);
        reset(stage);
        if (held > 0) {
            hold(stage, held);
        }
    }

    void release(String stage) throws InterruptedException {
        long delay = delayMillis(stage);
        reset(stage);
        if (delay > 0) {
            delay(stage, delay);
        }
    }

    private void reset(String stage) throws InterruptedException {
        stages.post(stage, "/demo/reset", Map.of());
    }

    private static long delayIn(JsonNode demo) {
        return demo.path(SLOW_QUERIES).path("enabled").asBoolean()
                ? demo.path(SLOW_QUERIES).path(DELAY_MS).asLong()
                : 0;
    }
}
