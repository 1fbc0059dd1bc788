package dev.tailback.events;

/** What the topic {@code carts} carries. */
public sealed interface CartEvent extends Event permits CartSubmitted {}
