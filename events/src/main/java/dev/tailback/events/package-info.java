/** The contract between the stages: events, topics, JSON and headers. */
@NullMarked
package dev.tailback.events;

import org.jspecify.annotations.NullMarked;
