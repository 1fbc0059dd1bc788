package dev.tailback.stage.inbox;

import dev.tailback.events.Event;
import dev.tailback.events.OrderId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which records share a transaction. */
final class Packing {
    private Packing() {}

    /**
     * Fills transactions up to the wanted size. The records of one order stay together and in their order, even if
     * that makes a transaction larger: two transactions in flight must never race for one order.
     */
    static List<List<Received<Event>>> pack(List<Received<Event>> batch, int recordsPerTransaction) {
        List<List<Received<Event>>> transactions = new ArrayList<>();
        List<Received<Event>> open = new ArrayList<>();
        for (List<Received<Event>> ofOneOrder : byOrder(batch).values()) {
            if (!open.isEmpty() && open.size() + ofOneOrder.size() > recordsPerTransaction) {
                transactions.add(open);
                open = new ArrayList<>();
            }
            open.addAll(ofOneOrder);
        }
        if (!open.isEmpty()) {
            transactions.add(open);
        }
        return transactions;
    }

    private static Map<OrderId, List<Received<Event>>> byOrder(List<Received<Event>> batch) {
        Map<OrderId, List<Received<Event>>> byOrder = new LinkedHashMap<>();
        for (Received<Event> received : batch) {
            byOrder.computeIfAbsent(received.order(), order -> new ArrayList<>())
                    .add(received);
        }
        return byOrder;
    }
}
