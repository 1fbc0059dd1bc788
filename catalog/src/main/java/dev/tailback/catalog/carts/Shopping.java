package dev.tailback.catalog.carts;

import dev.tailback.catalog.products.Product;
import dev.tailback.catalog.products.Products;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.Line;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.stage.http.Problem;
import dev.tailback.stage.outbox.Outbox;
import dev.tailback.stage.outbox.Outgoing;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What a shopper does with a cart. Each is one transaction. */
@Component
class Shopping {
    private final Carts carts;
    private final Products products;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    Shopping(Carts carts, Products products, Outbox outbox, TransactionOperations transactions, Clock clock) {
        this.carts = carts;
        this.products = products;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    Cart open(OrderId id) {
        if (!carts.open(id, clock.instant())) {
            throw Problem.invalid(HttpStatus.CONFLICT, "id", id, "an id that no cart has yet");
        }
        return Cart.empty(id);
    }

    Cart look(OrderId id) {
        return carts.find(id).orElseThrow(() -> unknown(id));
    }

    /** Sets how many of a product are in the cart; doing it twice is doing it once. */
    Cart put(OrderId id, Sku sku, int quantity) {
        if (quantity < 1 || quantity > Line.MAX_QUANTITY) {
            throw Problem.invalid("quantity", quantity, "1 to " + Line.MAX_QUANTITY);
        }
        Product product = products.find(sku)
                .orElseThrow(() ->
                        Problem.invalid(HttpStatus.UNPROCESSABLE_CONTENT, "sku", sku, "the sku of a product on offer"));
        return changed(id, cart -> {
            if (!cart.hasRoomFor(sku)) {
                throw Problem.invalid(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "items",
                        cart.items().size() + 1,
                        "at most " + Cart.MAX_LINES);
            }
            carts.put(id, new Line(sku, quantity, product.price()));
        });
    }

    /** Takes a product out of the cart, in case it is there. */
    Cart remove(OrderId id, Sku sku) {
        return changed(id, cart -> carts.remove(id, sku));
    }

    /** Makes the cart an order to be: the change and the event that tells of it commit together, once. */
    Cart checkout(OrderId id, Terms terms) {
        Span.current().setAttribute(Names.ORDER_ID, id.toString());
        return inTransaction(() -> {
            Cart cart = carts.lock(id).orElseThrow(() -> unknown(id));
            if (cart.submitted()) {
                return cart;
            }
            if (cart.items().isEmpty()) {
                throw Problem.invalid(HttpStatus.UNPROCESSABLE_CONTENT, "items", 0, "at least 1 before the checkout");
            }
            return submit(cart, terms, clock.instant());
        });
    }

    private Cart submit(Cart cart, Terms terms, Instant now) {
        String traceId = Span.current().getSpanContext().getTraceId();
        carts.submit(cart.id(), now, traceId);
        CartSubmitted event = new CartSubmitted(cart.id(), now, now.plus(terms.patience()), terms.card(), cart.items());
        outbox.append(List.of(new Outgoing(event, Context.current())), now);
        return cart.submitted(now, traceId);
    }

    private Cart changed(OrderId id, Consumer<Cart> change) {
        return inTransaction(() -> {
            Cart cart = carts.lock(id).orElseThrow(() -> unknown(id));
            if (cart.submitted()) {
                throw Problem.of(HttpStatus.CONFLICT, "cart " + id + " is checked out and its items stay as they are");
            }
            change.accept(cart);
            return carts.find(id).orElseThrow(() -> unknown(id));
        });
    }

    private Cart inTransaction(Supplier<Cart> work) {
        return Objects.requireNonNull(transactions.execute(transaction -> work.get()));
    }

    private static Problem unknown(OrderId id) {
        return Problem.of(HttpStatus.NOT_FOUND, "there is no cart " + id);
    }
}
