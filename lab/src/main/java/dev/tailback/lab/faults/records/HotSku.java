package dev.tailback.lab.faults.records;

import dev.tailback.events.Sku;
import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.mishaps.Crowd;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Everybody buys one product: all of inventory's transactions want the same row. */
public final class HotSku extends Crowds {
    private static final String SKU = "sku";

    private final String kafka;
    private final ShopServer server;

    public HotSku(String kafka, ShopServer server) {
        this.kafka = kafka;
        this.server = server;
    }

    @Override
    public Manual manual() {
        return new Manual(
                "hot-sku",
                "A crowd buys one product: carts straight to Kafka, at a steady rate.",
                new Parameter(SKU, "SKU-00001", "a product, such as SKU-00001", value -> value.matches("SKU-\\d{5,9}")),
                rate());
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of("inventory.stock");
    }

    @Override
    Crowd crowd(Arguments with) throws IOException {
        Sku sku = new Sku(with.text(SKU));
        demandOnShelf(sku);
        return new Crowd(kafka, apart(with), n -> sku, UnaryOperator.identity());
    }

    /** Nobody fights for the row of a product that has none: every cart would be refused, and that is another story. */
    private void demandOnShelf(Sku sku) throws IOException {
        try (Connection connection = server.connect("tailback look");
                PreparedStatement shelf = connection.prepareStatement("SELECT FROM inventory.stock WHERE sku = ?")) {
            shelf.setString(1, sku.value());
            try (ResultSet found = shelf.executeQuery()) {
                if (!found.next()) {
                    throw new Refusal("sku=" + sku + " is not allowed: inventory has no such product on its shelves");
                }
            }
        } catch (SQLException unanswered) {
            throw new Refusal("inventory's stock cannot be read: " + unanswered.getMessage(), unanswered);
        }
    }

    @Override
    Sight look(Crowd crowd, Arguments with) {
        return new Sight(crowd.taken() > 0, "Kafka took " + crowd.taken() + " carts for " + with.text(SKU) + " so far");
    }
}
