package dev.tailback.events;

/** A record about the order went to a dead-letter topic: that reader could not process it. */
public record RecordDied(OrderId order, String topic, String group, String reason) implements Event {}
