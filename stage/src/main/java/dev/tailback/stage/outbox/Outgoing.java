package dev.tailback.stage.outbox;

import dev.tailback.events.Event;
import io.opentelemetry.context.Context;

/** An event and the trace it continues: that of its own order, not of the transaction that writes many. */
public record Outgoing(Event event, Context trace) {}
