/** What lies in Kafka, and who has read how far: seen from outside, without joining any group. */
@NullMarked
package dev.tailback.lab.topics;

import org.jspecify.annotations.NullMarked;
