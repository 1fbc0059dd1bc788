package dev.tailback.checkout.orders;

import dev.tailback.events.OrderId;
import io.opentelemetry.context.Context;

/** Something happens to an order, in that trace. */
record Step(OrderId order, Happening happening, Context trace) {}
