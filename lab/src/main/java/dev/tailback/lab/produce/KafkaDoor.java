package dev.tailback.lab.produce;

import dev.tailback.events.EventRecord;
import dev.tailback.events.Line;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.lab.arrivals.Arrival;
import dev.tailback.lab.carts.CartsTopic;
import dev.tailback.lab.carts.SubmittedCart;
import dev.tailback.lab.shop.Product;
import dev.tailback.lab.shop.Receipt;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends submitted carts straight to their topic. Used by the one thread that keeps the load's time. */
final class KafkaDoor implements Door {
    private static final int CARTS_TO_GET_WARM = 2_000;
    private static final int MOST_UNACKNOWLEDGED = 10_000;

    private final CartsTopic carts;
    private final List<Product> products;
    private final Ledger ledger;
    private final Map<Integer, ProducerRecord<String, byte[]>> toRepeat = new HashMap<>();

    private KafkaDoor(CartsTopic carts, List<Product> products, Ledger ledger) {
        this.carts = carts;
        this.products = products;
        this.ledger = ledger;
    }

    /** Makes some carts that are not sent: at thousands a second, the first would be late while classes are loaded. */
    static KafkaDoor warm(CartsTopic carts, List<Product> products, Ledger ledger) {
        Instant now = Instant.now();
        for (int n = 0; n < CARTS_TO_GET_WARM; n++) {
            OrderId nobody = OrderId.at(now);
            carts.beginTrace(nobody, cart(nobody, products.getFirst(), 1, now).toSend());
        }
        return new KafkaDoor(carts, products, ledger);
    }

    static EventRecord cart(OrderId order, Product product, int quantity, Instant now) {
        return SubmittedCart.of(order, new Line(new Sku(product.sku()), quantity, product.price()), now);
    }

    @Override
    public int mostUnderWay() {
        return MOST_UNACKNOWLEDGED;
    }

    @Override
    public void enter(Arrival.Purchase purchase, Instant intendedAt) {
        Instant now = Instant.now();
        OrderId order = OrderId.at(now);
        ProducerRecord<String, byte[]> record = cart(order, products.get(purchase.product()), purchase.quantity(), now)
                .toSend();
        if (purchase.isRepeated()) {
            toRepeat.put(purchase.number(), record);
        }
        ledger.sent(purchase.isRepeated());
        carts.begin(order, record, (traceId, refused) -> {
            if (refused == null) {
                ledger.accepted(new Receipt(order.value(), traceId, now), intendedAt);
            } else {
                ledger.notAccepted("Kafka did not take it: " + refused);
            }
        });
    }

    @Override
    public void repeat(Arrival.Repetition repetition) {
        ProducerRecord<String, byte[]> record =
                repetition.isLast() ? toRepeat.remove(repetition.number()) : toRepeat.get(repetition.number());
        if (record != null) {
            ledger.repeating();
            carts.repeat(record, refused -> {
                if (refused == null) {
                    ledger.repeated();
                } else {
                    ledger.notRepeated("Kafka did not take it again: " + refused);
                }
            });
        }
    }
}
