package dev.tailback.lab.produce;

import dev.tailback.lab.arrivals.Arrival;
import dev.tailback.lab.shop.Product;
import dev.tailback.lab.shop.Receipt;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.WebFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Buys over HTTP, as browsers do. A repetition is the same checkout under the same Idempotency-Key. */
final class HttpDoor implements Door {
    private static final int MOST_REQUESTS = 1_000;

    private final Shop shop;
    private final List<Product> products;
    private final Ledger ledger;
    private final Crew crew;

    /** The carts of those who repeat, by the number of the purchase; without one when it could not be filled. */
    private final Map<Integer, CompletableFuture<Optional<UUID>>> carts = new ConcurrentHashMap<>();

    HttpDoor(Shop shop, List<Product> products, Ledger ledger, Crew crew) {
        this.shop = shop;
        this.products = products;
        this.ledger = ledger;
        this.crew = crew;
    }

    @Override
    public int mostUnderWay() {
        return MOST_REQUESTS;
    }

    @Override
    public void enter(Arrival.Purchase purchase, Instant intendedAt) {
        CompletableFuture<Optional<UUID>> cart = new CompletableFuture<>();
        if (purchase.isRepeated()) {
            carts.put(purchase.number(), cart);
        }
        ledger.sent(purchase.isRepeated());
        crew.start(() -> buy(purchase, intendedAt, cart));
    }

    private void buy(Arrival.Purchase purchase, Instant intendedAt, CompletableFuture<Optional<UUID>> filled)
            throws InterruptedException {
        try {
            UUID cart = shop.fillCart(products.get(purchase.product()).sku(), purchase.quantity());
            filled.complete(Optional.of(cart));
            Receipt receipt = purchase.isRepeated() ? shop.checkout(cart, key(cart)) : shop.checkout(cart);
            ledger.accepted(receipt, intendedAt);
        } catch (WebFailure failure) {
            ledger.notAccepted(String.valueOf(failure.getMessage()));
        } finally {
            filled.complete(Optional.empty());
        }
    }

    @Override
    public void repeat(Arrival.Repetition repetition) {
        CompletableFuture<Optional<UUID>> cart =
                repetition.isLast() ? carts.remove(repetition.number()) : carts.get(repetition.number());
        if (cart != null) {
            ledger.repeating();
            crew.start(() -> checkOutAgain(cart.join()));
        }
    }

    private void checkOutAgain(Optional<UUID> cart) throws InterruptedException {
        if (cart.isEmpty()) {
            ledger.nothingToRepeat();
            return;
        }
        try {
            Receipt receipt = shop.checkout(cart.get(), key(cart.get()));
            if (receipt.order().equals(cart.get())) {
                ledger.repeated();
            } else {
                ledger.notRepeated("a repeated checkout was answered with another order");
            }
        } catch (WebFailure failure) {
            ledger.notRepeated("repeated: " + failure.getMessage());
        }
    }

    private static String key(UUID cart) {
        return "checkout of " + cart;
    }
}
