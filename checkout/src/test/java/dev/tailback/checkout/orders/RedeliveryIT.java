package dev.tailback.checkout.orders;

import static dev.tailback.checkout.orders.RunningCheckout.PATIENCE;
import static dev.tailback.checkout.orders.RunningCheckout.dead;
import static dev.tailback.checkout.orders.RunningCheckout.record;
import static dev.tailback.checkout.orders.RunningCheckout.unreadable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.checkout.payment.FakeProvider;
import dev.tailback.events.Card;
import dev.tailback.events.Event;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.Sku;
import dev.tailback.events.StockRefused;
import dev.tailback.events.StockReleased;
import dev.tailback.events.StockReserved;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.BrokerView;
import dev.tailback.lab.testing.Redelivery;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every event of orders with every ending, two to five times, shuffled across the orders and within each. Only what has
 * an event of ours as its cause cannot come before that: stock answers an order that was placed.
 */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedeliveryIT {
    private static final int ORDERS_PER_ENDING = 8;
    private static final List<String> READ = Stream.concat(
                    Stream.of(Topics.CARTS, Topics.STOCK), Topics.allDead().stream())
            .toList();
    private static final List<String> OWN_DEAD =
            List.of(Topics.dead(Topics.CARTS, "checkout"), Topics.dead(Topics.STOCK, "checkout"));

    private enum Ending {
        CONFIRMED(OrderState.CONFIRMED, null, "OrderPlaced", "OrderConfirmed"),
        REJECTED(OrderState.REJECTED, "out_of_stock", "OrderPlaced", "OrderRejected"),
        DECLINED(OrderState.CANCELLED, "insufficient_funds", "OrderPlaced", "OrderCancelled"),
        /** Authorised, but every answer is lost. */
        UNANSWERED(OrderState.FAILED, "payment_unavailable", "OrderPlaced", "OrderFailed"),
        LATE(OrderState.FAILED, "deadline_exceeded", "OrderFailed"),
        /** Its cart cannot be read. */
        DEAD(OrderState.FAILED, "dead_letter", "OrderFailed"),
        /** Inventory could not process it, and answers all the same once the order has ended. */
        DEAD_ELSEWHERE(OrderState.FAILED, "dead_letter", "OrderPlaced", "OrderFailed");

        private final OrderState state;
        private final @Nullable String reason;
        private final List<String> told;

        Ending(OrderState state, @Nullable String reason, String... told) {
            this.state = state;
            this.reason = reason;
            this.told = List.of(told);
        }

        private Card card() {
            return switch (this) {
                case DECLINED -> FakeProvider.DECLINE;
                case UNANSWERED -> FakeProvider.ANSWER_LOST;
                case CONFIRMED, REJECTED, LATE, DEAD, DEAD_ELSEWHERE -> FakeProvider.APPROVE;
            };
        }
    }

    /** An order's records: its cart, what follows when it was placed, and what follows when it has ended. */
    private record Story(
            OrderId id,
            Ending ending,
            List<ProducerRecord<String, byte[]>> cart,
            List<ProducerRecord<String, byte[]>> whenPlaced,
            List<ProducerRecord<String, byte[]>> whenEnded) {

        static Story of(Ending ending) {
            OrderId id = OrderId.at(Instant.now());
            Instant now = Instant.now();
            Duration patience = ending == Ending.LATE ? Duration.ofSeconds(-1) : PATIENCE;
            ProducerRecord<String, byte[]> cart = fresh(RunningCheckout.cart(id, ending.card(), patience));
            ProducerRecord<String, byte[]> reserved = fresh(new StockReserved(id, now));
            ProducerRecord<String, byte[]> released = fresh(new StockReleased(id, now));
            return switch (ending) {
                case CONFIRMED -> new Story(id, ending, List.of(cart), List.of(reserved), List.of());
                case REJECTED ->
                    new Story(
                            id,
                            ending,
                            List.of(cart),
                            List.of(fresh(new StockRefused(id, now, List.of(Sku.numbered(1))))),
                            List.of());
                case DECLINED, UNANSWERED -> new Story(id, ending, List.of(cart), List.of(reserved), List.of(released));
                case LATE -> new Story(id, ending, List.of(cart), List.of(), List.of());
                case DEAD -> new Story(id, ending, List.of(unreadable(cart)), List.of(), List.of());
                case DEAD_ELSEWHERE ->
                    new Story(
                            id,
                            ending,
                            List.of(cart),
                            List.of(dead(fresh(new OrderPlaced(id, now, now, List.of())), "inventory")),
                            List.of(reserved, released));
            };
        }

        private static ProducerRecord<String, byte[]> fresh(Event event) {
            return record(UuidV7.at(Instant.now()), event);
        }
    }

    private RunningCheckout checkout;
    private BrokerView broker;

    @BeforeAll
    void start(ShopServers servers) {
        checkout = new RunningCheckout(
                servers,
                "--spring.kafka.consumer.max-poll-records=40",
                "--tailback.dispatch.records-per-transaction=7",
                "--tailback.dispatch.transactions-in-flight=4");
        broker = new BrokerView(servers);
    }

    @AfterAll
    void stop() {
        broker.close();
        checkout.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_261_127, -7})
    void hasItsEffectOnce(long seed) {
        List<Story> stories = Arrays.stream(Ending.values())
                .flatMap(ending -> IntStream.range(0, ORDERS_PER_ENDING).mapToObj(n -> Story.of(ending)))
                .toList();

        Redelivery redelivery = new Redelivery(seed);
        List<ProducerRecord<String, byte[]>> soFar = new ArrayList<>();
        for (Function<Story, List<ProducerRecord<String, byte[]>>> part :
                List.<Function<Story, List<ProducerRecord<String, byte[]>>>>of(
                        Story::cart, Story::whenPlaced, Story::whenEnded)) {
            stories.forEach(story -> soFar.addAll(part.apply(story)));
            checkout.sendAll(redelivery.of(soFar));
            await().atMost(Duration.ofSeconds(60)).until(() -> broker.hasReadAll("checkout", READ));
        }

        stories.forEach(story -> assertEndedOnce(
                "seed %d, %s order %s".formatted(seed, story.ending(), story.id()), story.id(), story.ending()));
        assertThat(buried(stories)).as("dead letters with seed %d", seed).isEqualTo(ids(stories, Ending.DEAD));
    }

    private void assertEndedOnce(String which, OrderId id, Ending ending) {
        Order order = checkout.find(id);
        assertThat(order).as(which).isNotNull();
        assertThat(order.state()).as(which).isEqualTo(ending.state);
        assertThat(order.reason()).as(which).isEqualTo(ending.reason);
        assertThat(checkout.eventsOf(id)).as(which).isEqualTo(ending.told);
        switch (ending) {
            case CONFIRMED -> {
                assertThat(checkout.provider.timesCharged(id)).as(which).isOne();
                assertThat(checkout.voidIsDue(id)).as(which).isFalse();
                assertThat(checkout.provider.isVoided(id)).as(which).isFalse();
            }
            case UNANSWERED -> {
                assertThat(checkout.provider.timesCharged(id)).as(which).isOne();
                checkout.awaitVoided(id);
            }
            case DECLINED ->
                assertThat(checkout.provider.timesCharged(id)).as(which).isZero();
            case REJECTED, LATE, DEAD, DEAD_ELSEWHERE ->
                assertThat(checkout.provider.callsFor(id)).as(which).isEmpty();
        }
    }

    private static Set<String> ids(List<Story> stories, Ending ending) {
        return stories.stream()
                .filter(story -> story.ending() == ending)
                .map(story -> story.id().toString())
                .collect(Collectors.toSet());
    }

    private Set<String> buried(List<Story> stories) {
        Set<String> buried = new HashSet<>(broker.keysIn(OWN_DEAD));
        buried.retainAll(stories.stream().map(story -> story.id().toString()).toList());
        return buried;
    }
}
