package dev.tailback.lab.load;

import dev.tailback.lab.journeys.Habits;
import dev.tailback.lab.journeys.Journey;
import dev.tailback.lab.journeys.Visit;
import dev.tailback.lab.shop.Product;
import dev.tailback.lab.shop.Receipt;
import dev.tailback.lab.shop.Search;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a shopper does in the shop, one request after the other. */
final class Shopper {
    private final Shop shop;
    private final Habits habits;
    private final Books books;
    private final Checkouts checkouts;
    private final Persistence persistence;
    private final Heart heart;

    Shopper(Shop shop, Habits habits, Books books, Checkouts checkouts, Persistence persistence, Heart heart) {
        this.shop = shop;
        this.habits = habits;
        this.books = books;
        this.checkouts = checkouts;
        this.persistence = persistence;
        this.heart = heart;
    }

    void visit(Visit visit, Journey journey, Product product, Instant intendedAt) throws InterruptedException {
        Errand errand = new Errand(books, habits.think(), intendedAt);
        try {
            if (visit.searches()) {
                errand.look(Kind.SEARCH, () -> shop.look(Search.around(product), visit.patience()));
            }
            errand.look(Kind.PRODUCT, () -> shop.look(product, visit.patience()));
        } catch (WebFailure alreadyInTheBooks) {
            if (journey == Journey.FULL_CHECKOUT) {
                books.count(Fact.LEFT_BEFORE);
            }
            return;
        }
        switch (journey) {
            case BROWSE_ONLY -> {}
            case BROWSE_AND_CART -> playWithCart(errand, visit, product);
            case FULL_CHECKOUT -> buy(errand, visit, product, 1);
        }
    }

    private void playWithCart(Errand errand, Visit visit, Product product) throws InterruptedException {
        try {
            UUID cart = fillCart(errand, visit, product);
            if (visit.takesOut()) {
                errand.look(Kind.CART, () -> shop.remove(cart, product.sku(), visit.patience()));
            }
        } catch (WebFailure alreadyInTheBooks) {
            return; // Home, as from every error; only who wanted to buy is missed.
        }
    }

    private UUID fillCart(Errand errand, Visit visit, Product product) throws InterruptedException {
        UUID cart = errand.ask(Kind.CART, () -> shop.openCart(visit.patience()));
        errand.pause(Duration.ZERO);
        errand.look(Kind.CART, () -> shop.put(cart, product.sku(), visit.quantity(), visit.patience()));
        return cart;
    }

    /** Once more after a checkout that failed, with a new cart. */
    void buyAgain(Bought failed, Duration pause) throws InterruptedException {
        Errand errand = new Errand(books, habits.think(), Instant.now());
        errand.pause(pause);
        buy(errand, failed.visit(), failed.product(), failed.attempts() + 1);
    }

    private void buy(Errand errand, Visit visit, Product product, int attempt) throws InterruptedException {
        for (int attempts = attempt; ; attempts++) {
            Optional<UUID> cart = filledCart(errand, visit, product);
            if (cart.isEmpty() || !isRefused(errand, cart.get(), new Try(visit, product, attempts))) {
                return;
            }
            Optional<Duration> pause = persistence.after(attempts, visit.fate());
            if (pause.isEmpty()) {
                return;
            }
            errand.pause(pause.get());
        }
    }

    private record Try(Visit visit, Product product, int number) {}

    private Optional<UUID> filledCart(Errand errand, Visit visit, Product product) throws InterruptedException {
        try {
            return Optional.of(fillCart(errand, visit, product));
        } catch (WebFailure alreadyInTheBooks) {
            books.count(Fact.LEFT_BEFORE);
            return Optional.empty();
        }
    }

    /** Whether it was refused in a way that may be another the next time. */
    private boolean isRefused(Errand errand, UUID cart, Try attempt) throws InterruptedException {
        books.count(Fact.CHECKOUTS);
        if (attempt.number() == 1) {
            persistence.firstCheckout();
        }
        try {
            Receipt receipt = errand.ask(
                    Kind.CHECKOUT,
                    () -> shop.checkout(
                            cart, attempt.visit().card(), attempt.visit().patience()));
            books.count(Fact.ACCEPTED);
            Instant dueAt = receipt.checkoutSentAt().plus(attempt.visit().patience());
            checkouts.await(new Bought(
                    receipt.order(), attempt.visit(), attempt.product(), attempt.number(), errand.wanted(), dueAt));
            return false;
        } catch (WebFailure refused) {
            books.count(Fact.REFUSED);
            heart.ended(true);
            return !refused.isRefusal();
        }
    }
}
