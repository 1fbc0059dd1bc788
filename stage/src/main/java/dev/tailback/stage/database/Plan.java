package dev.tailback.stage.database;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How PostgreSQL means to run a statement.
 *
 * @param scanned the tables, or partitions of them, that it reads from beginning to end, in the plan's order
 */
record Plan(Set<String> scanned) {
    private static final JsonMapper JSON = new JsonMapper();

    Plan {
        scanned = Collections.unmodifiableSet(new LinkedHashSet<>(scanned));
    }

    /** Of what EXPLAIN (FORMAT JSON) answers. */
    static Plan read(String json) {
        Set<String> scanned = new LinkedHashSet<>();
        for (JsonNode statement : JSON.readTree(json)) {
            collect(statement.path("Plan"), scanned);
        }
        return new Plan(scanned);
    }

    private static void collect(JsonNode node, Set<String> scanned) {
        if (node.path("Node Type").asString("").equals("Seq Scan")) {
            scanned.add(node.path("Relation Name").asString());
        }
        for (JsonNode part : node.path("Plans")) {
            collect(part, scanned);
        }
    }
}
